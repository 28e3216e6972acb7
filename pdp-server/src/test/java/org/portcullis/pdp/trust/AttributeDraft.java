package org.portcullis.pdp.trust;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
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
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
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
import org.portcullis.load.pki.Identity;

/** An attribute certificate about to be signed, with everything in it that a VOMS server could get wrong. */
record AttributeDraft(
        AttributeCertificateHolder holder,
        String authority,
        List<byte[]> fqans,
        Instant from,
        Instant until,
        List<Extension> extensions) {
    private static final ASN1ObjectIdentifier FQANS = new ASN1ObjectIdentifier("1.3.6.1.4.1.8005.100.100.4");
    private static final ASN1ObjectIdentifier SIGNERS = new ASN1ObjectIdentifier("1.3.6.1.4.1.8005.100.100.10");

    /** What VOMS writes: the holder's subject stands where its issuer belongs. */
    static AttributeDraft of(X509Certificate user, Instant now, String... fqans) {
        return new AttributeDraft(
                        holder(user.getSubjectX500Principal(), user.getSerialNumber()),
                        "atlas://voms.example.org:15000",
                        List.of(),
                        now.minusSeconds(60),
                        now.plusSeconds(12 * 3600),
                        List.of())
                .saying(fqans)
                .extended(extension(Extension.noRevAvail, false, DERNull.INSTANCE))
                .extended(extension(
                        Extension.authorityKeyIdentifier, false, new AuthorityKeyIdentifier(new byte[] {1, 2, 3})));
    }

    AttributeDraft heldBy(X500Principal name, BigInteger serial) {
        return new AttributeDraft(holder(name, serial), authority, fqans, from, until, extensions);
    }

    AttributeDraft by(String other) {
        return new AttributeDraft(holder, other, fqans, from, until, extensions);
    }

    AttributeDraft saying(String... texts) {
        return new AttributeDraft(
                holder,
                authority,
                Stream.of(texts)
                        .map(text -> text.getBytes(StandardCharsets.ISO_8859_1))
                        .toList(),
                from,
                until,
                extensions);
    }

    AttributeDraft valid(Instant first, Instant last) {
        return new AttributeDraft(holder, authority, fqans, first, last, extensions);
    }

    AttributeDraft extended(Extension more) {
        List<Extension> all =
                Stream.concat(extensions.stream(), Stream.of(more)).toList();
        return new AttributeDraft(holder, authority, fqans, from, until, all);
    }

    AttributeDraft without(ASN1ObjectIdentifier id) {
        List<Extension> rest = extensions.stream()
                .filter(extension -> !extension.getExtnId().equals(id))
                .toList();
        return new AttributeDraft(holder, authority, fqans, from, until, rest);
    }

    X509AttributeCertificateHolder signedBy(Identity server) {
        String algorithm = server.key().getAlgorithm().equals("RSA") ? "SHA256withRSA" : "SHA256withECDSA";
        return signedBy(server.certificate(), server.key(), algorithm);
    }

    /** Names a server and brings its certificate, whoever's key it is. */
    X509AttributeCertificateHolder signedBy(X509Certificate server, PrivateKey key, String algorithm) {
        X509v2AttributeCertificateBuilder builder = new X509v2AttributeCertificateBuilder(
                holder,
                new AttributeCertificateIssuer(name(server.getSubjectX500Principal())),
                BigInteger.TEN,
                Date.from(from),
                Date.from(until));
        builder.addAttribute(FQANS, syntax());
        try {
            for (Extension extension : extensions) {
                builder.addExtension(extension);
            }
            builder.addExtension(extension(
                    SIGNERS, false, new DERSequence(new DERSequence(Certificate.getInstance(server.getEncoded())))));
            return builder.build(new JcaContentSignerBuilder(algorithm).build(key));
        } catch (IOException | CertificateEncodingException | OperatorCreationException e) {
            throw new IllegalStateException("cannot sign", e);
        }
    }

    private DERSequence syntax() {
        GeneralNames names = new GeneralNames(new GeneralName(GeneralName.uniformResourceIdentifier, authority));
        DERSequence values =
                new DERSequence(fqans.stream().map(DEROctetString::new).toArray(ASN1Encodable[]::new));
        return new DERSequence(new ASN1Encodable[] {new DERTaggedObject(false, 0, names), values});
    }

    static Extension extension(ASN1ObjectIdentifier id, boolean critical, ASN1Encodable value) {
        try {
            return Extension.create(id, critical, value);
        } catch (IOException e) {
            throw new IllegalArgumentException("not an extension", e);
        }
    }

    private static AttributeCertificateHolder holder(X500Principal name, BigInteger serial) {
        return new AttributeCertificateHolder(name(name), serial);
    }

    private static X500Name name(X500Principal principal) {
        return X500Name.getInstance(principal.getEncoded());
    }
}
