package org.portcullis.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.portcullis.load.pki.EndEntity;
import org.portcullis.load.pki.GridPki;
import org.portcullis.load.pki.Identity;
import org.portcullis.load.pki.VomsServer;
import org.portcullis.profile.Dn;
import org.portcullis.profile.Fqan;
import org.portcullis.profile.VoName;

/**
 * A throw-away grid for one target: Alice, whose attributes the VO atlas vouches for, Bob, who is revoked, and Mallory, whose
 * name lies outside of what her CA may sign.
 */
record World(
        Path directory, Instant now, GridPki pki, VomsServer atlas, Identity alice, Identity bob, Identity mallory) {
    private static final ASN1ObjectIdentifier PROXY_CERT_INFO = new ASN1ObjectIdentifier("1.3.6.1.5.5.7.1.14");
    private static final ASN1ObjectIdentifier INHERIT_ALL = new ASN1ObjectIdentifier("1.3.6.1.5.5.7.21.1");
    private static final ASN1ObjectIdentifier VOMS = new ASN1ObjectIdentifier("1.3.6.1.4.1.8005.100.100.5");

    static World create(String name) {
        try {
            Path directory = Scratch.directory(name);
            Instant now = InstantSource.system().instant().truncatedTo(ChronoUnit.SECONDS);
            GridPki pki = GridPki.create(directory, InstantSource.fixed(now));
            VomsServer atlas = pki.voms(new VoName("atlas"), "voms.example.org");
            Identity bob = pki.user("Bob");
            pki.revoke(bob);
            EndEntity outside = EndEntity.user(
                    new Dn("/C=YY/CN=Mallory"), pki.hostEntity("a").validity());
            return new World(
                    directory,
                    now,
                    pki,
                    atlas,
                    pki.user("Alice"),
                    bob,
                    pki.authority().issue(outside));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the VOMS extension of a genuine proxy of Alice's holds. */
    byte[] genuineAttributes() {
        byte[] extension = pki.vomsProxy(alice, atlas, new Fqan("/atlas"), new Fqan("/atlas/Role=pilot"))
                .certificate()
                .getExtensionValue(VOMS.getId());
        return DEROctetString.getInstance(extension).getOctets();
    }

    /** A chain of Alice's with any bytes as the policy of its proxy. */
    List<X509Certificate> proxyWithPolicy(byte[] proxyCertInfo) {
        return proxy(new Extension(PROXY_CERT_INFO, true, new DEROctetString(proxyCertInfo)));
    }

    /** A chain of Alice's with any bytes as the VOMS attributes of its proxy. */
    List<X509Certificate> proxyWithAttributes(byte[] attributes) {
        try {
            return proxy(
                    Extension.create(PROXY_CERT_INFO, true, new DERSequence(new DERSequence(INHERIT_ALL))),
                    new Extension(VOMS, false, new DEROctetString(attributes)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<X509Certificate> proxy(Extension... extensions) {
        X509Certificate signer = alice.certificate();
        X500Name issuer = X500Name.getInstance(signer.getSubjectX500Principal().getEncoded());
        X509v3CertificateBuilder proxy = new X509v3CertificateBuilder(
                issuer,
                BigInteger.TWO,
                signer.getNotBefore(),
                signer.getNotAfter(),
                new X500Name(issuer + ",CN=1234"),
                SubjectPublicKeyInfo.getInstance(signer.getPublicKey().getEncoded()));
        try {
            for (Extension extension : extensions) {
                proxy.addExtension(extension);
            }
            X509Certificate signed = new JcaX509CertificateConverter()
                    .getCertificate(proxy.build(new JcaContentSignerBuilder("SHA256withRSA").build(alice.key())));
            return Stream.concat(Stream.of(signed), alice.chain().stream()).toList();
        } catch (IOException | CertificateException | OperatorCreationException e) {
            throw new IllegalStateException("cannot make a proxy", e);
        }
    }
}
