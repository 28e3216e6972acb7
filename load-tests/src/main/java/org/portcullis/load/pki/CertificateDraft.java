package org.portcullis.load.pki;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * A certificate that lacks only an issuer, a serial number and a signature. Nothing in it is checked, so that it may hold
 * whatever somebody should refuse.
 */
public record CertificateDraft(X500Name subject, PublicKey key, Validity validity, List<Extension> extensions) {
    private static final int SERIAL_BITS = 127;

    /** Copies the list. */
    public CertificateDraft {
        extensions = List.copyOf(extensions);
    }

    /** The certificate, with a random serial number. */
    public X509Certificate signedBy(X500Name issuer, PrivateKey issuerKey) {
        X509v3CertificateBuilder builder = new X509v3CertificateBuilder(
                issuer,
                new BigInteger(SERIAL_BITS, new SecureRandom()).setBit(0),
                validity.notBefore(),
                validity.notAfter(),
                subject,
                SubjectPublicKeyInfo.getInstance(key.getEncoded()));
        try {
            for (Extension extension : extensions) {
                builder.addExtension(extension);
            }
            return new JcaX509CertificateConverter().getCertificate(builder.build(signer(issuerKey)));
        } catch (IOException | CertificateException e) {
            throw new IllegalStateException("not a certificate of " + subject, e);
        }
    }

    static ContentSigner signer(PrivateKey key) {
        try {
            return new JcaContentSignerBuilder(KeyType.signatureAlgorithm(key)).build(key);
        } catch (OperatorCreationException e) {
            throw new IllegalArgumentException("cannot sign with a key of type " + key.getAlgorithm(), e);
        }
    }

    /** An extension that nobody may ignore. */
    public static Extension critical(ASN1ObjectIdentifier id, ASN1Encodable value) {
        return extension(id, true, value);
    }

    /** An extension that may be ignored. */
    public static Extension plain(ASN1ObjectIdentifier id, ASN1Encodable value) {
        return extension(id, false, value);
    }

    private static Extension extension(ASN1ObjectIdentifier id, boolean critical, ASN1Encodable value) {
        try {
            return Extension.create(id, critical, value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
