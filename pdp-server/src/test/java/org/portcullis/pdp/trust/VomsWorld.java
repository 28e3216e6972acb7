package org.portcullis.pdp.trust;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509AttributeCertificateHolder;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.portcullis.load.pki.CertificateAuthority;
import org.portcullis.load.pki.GridPki;
import org.portcullis.load.pki.Identity;
import org.portcullis.load.pki.VomsServer;
import org.portcullis.pdp.config.PdpConfig.CrlMode;
import org.portcullis.profile.Dn;
import org.portcullis.profile.VoName;

/** A grid with the VO atlas, its VOMS server, the user Alice, and a second authority trusted for the same names. */
final class VomsWorld implements AutoCloseable {
    private static final ASN1ObjectIdentifier PROXY_CERT_INFO = new ASN1ObjectIdentifier("1.3.6.1.5.5.7.1.14");
    private static final ASN1ObjectIdentifier INHERIT_ALL = new ASN1ObjectIdentifier("1.3.6.1.5.5.7.21.1");
    private static final ASN1ObjectIdentifier VOMS_EXTENSION = new ASN1ObjectIdentifier("1.3.6.1.4.1.8005.100.100.5");

    final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    final GridPki pki;
    final VomsServer atlas;
    final Identity alice;
    final CertificateAuthority otherAuthority;
    private final GridTrust anchors;

    VomsWorld(Path directory) {
        pki = GridPki.create(directory, InstantSource.fixed(now));
        atlas = pki.voms(new VoName("atlas"), "voms.example.org");
        alice = pki.user("Alice");
        otherAuthority = pki.trust(new Dn(GridPki.NAMESPACE + "/CN=Other CA"), GridPki.NAMESPACE);
        try {
            anchors = GridTrust.open(pki.trusted().path(), CrlMode.REQUIRE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    VomsTrust open() throws IOException {
        return open(InstantSource.fixed(now));
    }

    VomsTrust open(InstantSource clock) throws IOException {
        return VomsTrust.open(pki.vomsDirectory(), anchors, clock);
    }

    GridTrust anchors() {
        return anchors;
    }

    /** What Alice's VOMS server writes for her. */
    AttributeDraft draft() {
        return AttributeDraft.of(alice.certificate(), now, "/atlas/Role=NULL/Capability=NULL", "/atlas/Role=pilot");
    }

    /** Makes a server one that speaks for a VO. */
    Path writeLsc(String vo, Identity server) throws IOException {
        return writeLsc(vo, "another.lsc", lsc(server));
    }

    Path writeLsc(String vo, String file, String text) throws IOException {
        Path directory = Files.createDirectories(pki.vomsDirectory().resolve(vo));
        return Files.writeString(directory.resolve(file), text);
    }

    static String lsc(Identity server) {
        return server.name() + "\n" + Dn.of(server.certificate().getIssuerX500Principal()) + "\n";
    }

    /** Why attributes are not believed, or what they are if that is not so. */
    static String objection(VomsVerdict verdict) {
        return verdict.match(() -> "none", verified -> "verified", VomsVerdict.Invalid::why);
    }

    /** A chain whose leaf is a proxy of somebody with these attribute certificates. */
    static List<X509Certificate> proxy(Identity owner, X509AttributeCertificateHolder... attributes) {
        return proxy(owner, extension(attributes));
    }

    /** The value of the extension that carries attribute certificates. */
    static byte[] extension(X509AttributeCertificateHolder... attributes) {
        ASN1Encodable[] structures = Stream.of(attributes)
                .map(X509AttributeCertificateHolder::toASN1Structure)
                .toArray(ASN1Encodable[]::new);
        try {
            return new DERSequence(new DERSequence(structures)).getEncoded();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As {@link #proxy}, with any bytes as the VOMS extension; it reuses its owner's key. */
    static List<X509Certificate> proxy(Identity owner, byte[] vomsExtension) {
        X509Certificate signer = owner.certificate();
        X500Name name = X500Name.getInstance(signer.getSubjectX500Principal().getEncoded());
        X509v3CertificateBuilder builder = new X509v3CertificateBuilder(
                name,
                BigInteger.TWO,
                signer.getNotBefore(),
                Date.from(signer.getNotAfter().toInstant()),
                new X500Name(name + ",CN=1234"),
                SubjectPublicKeyInfo.getInstance(signer.getPublicKey().getEncoded()));
        try {
            builder.addExtension(PROXY_CERT_INFO, true, new DERSequence(new DERSequence(INHERIT_ALL)));
            builder.addExtension(new Extension(VOMS_EXTENSION, false, new DEROctetString(vomsExtension)));
            X509Certificate proxy = new JcaX509CertificateConverter()
                    .getCertificate(builder.build(new JcaContentSignerBuilder("SHA256withRSA").build(owner.key())));
            return Stream.concat(Stream.of(proxy), owner.chain().stream()).toList();
        } catch (IOException | CertificateException | OperatorCreationException e) {
            throw new IllegalStateException("cannot make a proxy", e);
        }
    }

    @Override
    public void close() {
        anchors.close();
    }
}
