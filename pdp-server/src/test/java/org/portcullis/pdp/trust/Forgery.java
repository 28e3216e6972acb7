package org.portcullis.pdp.trust;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.Consumer;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1TaggedObject;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.operator.DefaultSignatureAlgorithmIdentifierFinder;
import org.portcullis.client.credential.CertificateChain;
import org.portcullis.load.pki.Identity;

/** Somebody whose leaf is changed after it was signed; their key is the same. */
public record Forgery(Identity identity) {
    /** Where the fields stand in what is signed. */
    public static final int VERSION = 0;

    public static final int SERIAL = 1;
    public static final int ALGORITHM = 2;
    public static final int ISSUER = 3;
    public static final int VALIDITY = 4;
    public static final int SUBJECT = 5;
    public static final int KEY = 6;
    public static final int EXTENSIONS = 7;

    private static final String VOMS_EXTENSION = "1.3.6.1.4.1.8005.100.100.5";

    public static Forgery of(Identity identity) {
        return new Forgery(identity);
    }

    /** One bit of the first place where the leaf holds this text is another. */
    public Identity flippingABitOf(String text) {
        byte[] der = der(identity.certificate());
        der[new String(der, ISO_8859_1).indexOf(text) + text.length() - 1] ^= 1;
        return with(certificate(der));
    }

    /** The last bit of the signature is another. */
    public Identity flippingTheLastBit() {
        byte[] der = der(identity.certificate());
        der[der.length - 1] ^= 1;
        return with(certificate(der));
    }

    /** Some of the fields that are signed, RFC 5280 section 4.1, are others, and the signature is right again. */
    public Identity changing(Consumer<List<ASN1Encodable>> change, PrivateKey issuerKey) {
        return with(certificate(signedAnew(identity.certificate().getSigAlgName(), change, issuerKey)));
    }

    /** As {@link #changing}, for what Java does not take for a certificate: the PEM text of the chain. */
    public String pemChanging(Consumer<List<ASN1Encodable>> change, PrivateKey issuerKey) {
        byte[] leaf = signedAnew(identity.certificate().getSigAlgName(), change, issuerKey);
        String text = Base64.getMimeEncoder().encodeToString(leaf);
        return "-----BEGIN CERTIFICATE-----\n" + text + "\n-----END CERTIFICATE-----\n"
                + CertificateChain.toPem(
                        identity.chain().subList(1, identity.chain().size()));
    }

    /** The leaf is signed by another algorithm. */
    public Identity signedBy(String algorithm, PrivateKey issuerKey) {
        return with(certificate(signedAnew(algorithm, fields -> {}, issuerKey)));
    }

    private byte[] signedAnew(String algorithm, Consumer<List<ASN1Encodable>> change, PrivateKey issuerKey) {
        AlgorithmIdentifier identifier = new DefaultSignatureAlgorithmIdentifierFinder().find(algorithm);
        ASN1Sequence parts = ASN1Sequence.getInstance(der(identity.certificate()));
        List<ASN1Encodable> fields = new ArrayList<>(
                List.of(ASN1Sequence.getInstance(parts.getObjectAt(0)).toArray()));
        fields.set(ALGORITHM, identifier);
        change.accept(fields);
        DERSequence signed = sequence(fields);
        try {
            Signature signature = Signature.getInstance(algorithm);
            signature.initSign(issuerKey);
            signature.update(signed.getEncoded());
            DERBitString bits = new DERBitString(signature.sign());
            return sequence(List.of(signed, identifier, bits)).getEncoded();
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalArgumentException("not to be signed", e);
        }
    }

    /** As {@link #changing}, for the extensions alone. */
    public Identity changingExtensions(Consumer<List<ASN1Encodable>> change, PrivateKey issuerKey) {
        return changing(extensions(change), issuerKey);
    }

    /** The leaf has this extension in the place of another one of its kind, if it has one. */
    Identity with(Extension extension, PrivateKey issuerKey) {
        return changingExtensions(
                extensions -> {
                    extensions.removeIf(
                            one -> Extension.getInstance(one).getExtnId().equals(extension.getExtnId()));
                    extensions.add(extension);
                },
                issuerKey);
    }

    /** A change of the fields that changes the extensions alone. */
    public static Consumer<List<ASN1Encodable>> extensions(Consumer<List<ASN1Encodable>> change) {
        return fields -> {
            ASN1TaggedObject tagged = ASN1TaggedObject.getInstance(fields.get(EXTENSIONS));
            List<ASN1Encodable> extensions = new ArrayList<>(
                    List.of(ASN1Sequence.getInstance(tagged, true).toArray()));
            change.accept(extensions);
            fields.set(EXTENSIONS, new DERTaggedObject(true, tagged.getTagNo(), sequence(extensions)));
        };
    }

    private Identity with(X509Certificate leaf) {
        List<X509Certificate> chain = new ArrayList<>(identity.chain());
        chain.set(0, leaf);
        return new Identity(chain, identity.key());
    }

    /** The bytes in which a leaf carries attribute certificates. */
    public static byte[] attributes(List<X509Certificate> chain) {
        return ASN1OctetString.getInstance(chain.get(0).getExtensionValue(VOMS_EXTENSION))
                .getOctets();
    }

    /** The bytes with one text of the same length instead of another, each time that it occurs. */
    public static byte[] replace(byte[] bytes, String text, String by) {
        return new String(bytes, ISO_8859_1).replace(text, by).getBytes(ISO_8859_1);
    }

    private static DERSequence sequence(List<ASN1Encodable> elements) {
        ASN1EncodableVector vector = new ASN1EncodableVector();
        elements.forEach(vector::add);
        return new DERSequence(vector);
    }

    private static byte[] der(X509Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("a certificate without an encoding", e);
        }
    }

    private static X509Certificate certificate(byte[] der) {
        try {
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("no longer a certificate", e);
        }
    }
}
