package org.portcullis.load.pki;

import static org.portcullis.load.pki.CertificateDraft.plain;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.stream.Stream;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Certificate;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.AttributeCertificateHolder;
import org.bouncycastle.cert.AttributeCertificateIssuer;
import org.bouncycastle.cert.X509AttributeCertificateHolder;
import org.bouncycastle.cert.X509v2AttributeCertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * An attribute certificate that a VOMS server is about to sign, to be changed into what a server or a forger could get
 * wrong. {@code authority} is the server as {@code vo://host:port}; the FQANs are bytes, as nobody checks their spelling.
 */
public record AttributeDraft(
        AttributeCertificateHolder holder,
        String authority,
        List<byte[]> fqans,
        Validity validity,
        List<Extension> extensions) {
    private static final ASN1ObjectIdentifier FQANS = new ASN1ObjectIdentifier("1.3.6.1.4.1.8005.100.100.4");
    private static final ASN1ObjectIdentifier SIGNERS = new ASN1ObjectIdentifier("1.3.6.1.4.1.8005.100.100.10");
    private static final int SERIAL_BITS = 63;

    /** Copies the lists. */
    public AttributeDraft {
        fqans = List.copyOf(fqans);
        extensions = List.copyOf(extensions);
    }

    /** What VOMS writes: the holder's subject stands where its issuer belongs. */
    static AttributeDraft of(X509Certificate user, String authority, Validity validity) {
        return new AttributeDraft(
                holder(user.getSubjectX500Principal(), user.getSerialNumber()),
                authority,
                List.of(),
                validity,
                List.of(plain(Extension.noRevAvail, DERNull.INSTANCE)));
    }

    /** The same for the certificate with this serial number and this issuer or, as VOMS has it, subject. */
    public AttributeDraft heldBy(X500Principal name, BigInteger serial) {
        return new AttributeDraft(holder(name, serial), authority, fqans, validity, extensions);
    }

    /** The same from another server. */
    public AttributeDraft by(String other) {
        return new AttributeDraft(holder, other, fqans, validity, extensions);
    }

    /** The same with other FQANs, whose characters are bytes. */
    public AttributeDraft saying(String... texts) {
        List<byte[]> bytes = Stream.of(texts)
                .map(text -> text.getBytes(StandardCharsets.ISO_8859_1))
                .toList();
        return new AttributeDraft(holder, authority, bytes, validity, extensions);
    }

    /** The same for another time. */
    public AttributeDraft valid(Validity other) {
        return new AttributeDraft(holder, authority, fqans, other, extensions);
    }

    /** The same with one more extension. */
    public AttributeDraft extended(Extension more) {
        List<Extension> all =
                Stream.concat(extensions.stream(), Stream.of(more)).toList();
        return new AttributeDraft(holder, authority, fqans, validity, all);
    }

    /** The same without an extension. */
    public AttributeDraft without(ASN1ObjectIdentifier id) {
        List<Extension> rest = extensions.stream()
                .filter(extension -> !extension.getExtnId().equals(id))
                .toList();
        return new AttributeDraft(holder, authority, fqans, validity, rest);
    }

    /** The attribute certificate, with the certificate of the server in it. */
    public X509AttributeCertificateHolder signedBy(Identity server) {
        return signedBy(server.certificate(), server.key(), KeyType.signatureAlgorithm(server.key()));
    }

    /** Names a server and brings its certificate, whoever's key it is. */
    public X509AttributeCertificateHolder signedBy(X509Certificate server, PrivateKey key, String algorithm) {
        X509v2AttributeCertificateBuilder builder = new X509v2AttributeCertificateBuilder(
                holder,
                new AttributeCertificateIssuer(name(server.getSubjectX500Principal())),
                new BigInteger(SERIAL_BITS, new SecureRandom()),
                validity.notBefore(),
                validity.notAfter());
        builder.addAttribute(FQANS, syntax());
        try {
            for (Extension extension : extensions) {
                builder.addExtension(extension);
            }
            Certificate signer = Certificate.getInstance(server.getEncoded());
            builder.addExtension(plain(SIGNERS, new DERSequence(new DERSequence(signer))));
            return builder.build(new JcaContentSignerBuilder(algorithm).build(key));
        } catch (IOException | CertificateEncodingException | OperatorCreationException e) {
            throw new IllegalArgumentException("cannot sign with this key by " + algorithm, e);
        }
    }

    private DERSequence syntax() {
        GeneralNames names = new GeneralNames(new GeneralName(GeneralName.uniformResourceIdentifier, authority));
        DERSequence values =
                new DERSequence(fqans.stream().map(DEROctetString::new).toArray(ASN1Encodable[]::new));
        return new DERSequence(new ASN1Encodable[] {new DERTaggedObject(false, 0, names), values});
    }

    private static AttributeCertificateHolder holder(X500Principal name, BigInteger serial) {
        return new AttributeCertificateHolder(name(name), serial);
    }

    private static X500Name name(X500Principal principal) {
        return X500Name.getInstance(principal.getEncoded());
    }
}
