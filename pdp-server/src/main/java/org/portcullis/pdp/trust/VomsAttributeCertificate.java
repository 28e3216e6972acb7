package org.portcullis.pdp.trust;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Attribute;
import org.bouncycastle.asn1.x509.AttributeCertificate;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.IetfAttrSyntax;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.cert.AttributeCertificateHolder;
import org.bouncycastle.cert.X509AttributeCertificateHolder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.portcullis.profile.Dn;
import org.portcullis.profile.Fqan;
import org.portcullis.profile.VoName;

/**
 * An attribute certificate as a VOMS server writes it (RFC 5755 with the attributes of VOMS). Reading one believes
 * nothing; its methods throw whatever a malformed one makes them throw.
 */
final class VomsAttributeCertificate {
    private static final String VOMS_EXTENSION = "1.3.6.1.4.1.8005.100.100.5";
    private static final ASN1ObjectIdentifier FQANS = new ASN1ObjectIdentifier("1.3.6.1.4.1.8005.100.100.4");
    private static final ASN1ObjectIdentifier SIGNERS = new ASN1ObjectIdentifier("1.3.6.1.4.1.8005.100.100.10");
    private static final int MOST = 4;
    private static final Pattern AUTHORITY = Pattern.compile("([^/]+)://[^/\\s]+:\\d{1,5}");
    private static final Map<ASN1ObjectIdentifier, String> ALGORITHMS = Map.of(
            PKCSObjectIdentifiers.sha256WithRSAEncryption, "SHA256withRSA",
            PKCSObjectIdentifiers.sha384WithRSAEncryption, "SHA384withRSA",
            PKCSObjectIdentifiers.sha512WithRSAEncryption, "SHA512withRSA",
            X9ObjectIdentifiers.ecdsa_with_SHA256, "SHA256withECDSA",
            X9ObjectIdentifiers.ecdsa_with_SHA384, "SHA384withECDSA",
            X9ObjectIdentifiers.ecdsa_with_SHA512, "SHA512withECDSA");

    /** Verifies ECDSA in a quarter of the time that the one of Java 17 takes, and RSA in the same. */
    private static final Provider PROVIDER = new BouncyCastleProvider();

    private final ASN1Sequence written;
    private final X509AttributeCertificateHolder parsed;

    private VomsAttributeCertificate(ASN1Sequence written) {
        this.written = written;
        this.parsed = new X509AttributeCertificateHolder(AttributeCertificate.getInstance(written));
    }

    /** All in a chain, those nearest to the leaf first; no more than anybody needs. */
    static List<VomsAttributeCertificate> allIn(List<X509Certificate> chain) throws IOException {
        List<VomsAttributeCertificate> all = new ArrayList<>();
        for (X509Certificate certificate : chain) {
            byte[] extension = certificate.getExtensionValue(VOMS_EXTENSION);
            if (extension != null) {
                all.addAll(read(ASN1OctetString.getInstance(extension).getOctets()));
            }
            if (all.size() > MOST) {
                throw new IOException("too many attribute certificates");
            }
        }
        return all;
    }

    /** VOMS wraps its list of attribute certificates twice; a list of none is no list. */
    private static List<VomsAttributeCertificate> read(byte[] extension) throws IOException {
        ASN1Primitive value = ASN1Primitive.fromByteArray(extension);
        if (!Arrays.equals(extension, der(value))) {
            throw new IOException("not DER");
        }
        ASN1Sequence lists = ASN1Sequence.getInstance(value);
        ASN1Sequence list = ASN1Sequence.getInstance(lists.getObjectAt(0));
        if (lists.size() != 1 || list.size() == 0 || list.size() > MOST) {
            throw new IOException("not one list of few attribute certificates");
        }
        return Stream.of(list.toArray())
                .map(ASN1Sequence::getInstance)
                .map(VomsAttributeCertificate::new)
                .toList();
    }

    /** The VO it speaks for. */
    VoName vo() {
        GeneralName[] names = syntax().getPolicyAuthority().getNames();
        Matcher authority = AUTHORITY.matcher(names[0].getName().toString());
        if (names.length != 1 || names[0].getTagNo() != GeneralName.uniformResourceIdentifier || !authority.matches()) {
            throw new IllegalArgumentException("the policy authority is not vo://host:port");
        }
        return new VoName(authority.group(1));
    }

    /** What it says of its holder, each FQAN once, at least one. */
    List<Fqan> fqans() {
        if (syntax().getValueType() != IetfAttrSyntax.VALUE_OCTETS) {
            throw new IllegalArgumentException("FQANs are octet strings");
        }
        List<Fqan> fqans = Stream.of(syntax().getValues())
                .map(value -> new String(((ASN1OctetString) value).getOctets(), ISO_8859_1))
                .map(Fqan::parse)
                .distinct()
                .toList();
        if (fqans.isEmpty()) {
            throw new IllegalArgumentException("no FQAN");
        }
        return fqans;
    }

    private IetfAttrSyntax syntax() {
        Attribute[] attributes = parsed.getAttributes(FQANS);
        if (attributes.length != 1 || attributes[0].getAttributeValues().length != 1) {
            throw new IllegalArgumentException("not exactly one list of FQANs");
        }
        return IetfAttrSyntax.getInstance(attributes[0].getAttributeValues()[0]);
    }

    Instant notBefore() {
        return parsed.getNotBefore().toInstant();
    }

    Instant notAfter() {
        return parsed.getNotAfter().toInstant();
    }

    /**
     * Whether it was given to the owner of this very certificate: by serial number, and by issuer as RFC 5755 section 4.2.2
     * wants it or by subject, which VOMS servers write in the issuer's place.
     */
    boolean isHeldBy(X509Certificate endEntity) throws IOException {
        AttributeCertificateHolder holder = parsed.getHolder();
        X500Name[] names = holder.getIssuer();
        if (names == null || names.length != 1 || !endEntity.getSerialNumber().equals(holder.getSerialNumber())) {
            return false;
        }
        Dn name = name(names[0]);
        return name.equals(Dn.of(endEntity.getIssuerX500Principal()))
                || name.equals(Dn.of(endEntity.getSubjectX500Principal()));
    }

    /** Whether it is only for certain hosts. */
    boolean isTargeted() {
        return parsed.getExtension(Extension.targetInformation) != null;
    }

    /** Whether it has a critical extension; none of those we know is ever critical. */
    boolean hasCriticalExtension() {
        return !parsed.getCriticalExtensionOIDs().isEmpty();
    }

    /** Whether it says by which key it is signed, RFC 5755 section 4.3.3. */
    boolean identifiesKey() {
        return parsed.getExtension(Extension.authorityKeyIdentifier) != null;
    }

    /** The certificate of the server and those above it, as the server sent them. */
    List<X509Certificate> signers() throws IOException, CertificateException {
        Extension extension = parsed.getExtension(SIGNERS);
        if (extension == null) {
            throw new IllegalArgumentException("no certificate of the signer");
        }
        CertificateFactory factory = CertificateFactory.getInstance("X.509");
        List<X509Certificate> signers = new ArrayList<>();
        for (ASN1Encodable certificate : ASN1Sequence.getInstance(
                ASN1Sequence.getInstance(extension.getParsedValue()).getObjectAt(0))) {
            signers.add((X509Certificate)
                    factory.generateCertificate(new ByteArrayInputStream(der(certificate.toASN1Primitive()))));
        }
        return signers;
    }

    /** Whether it names this certificate's subject as its issuer and this certificate's key made its signature. */
    boolean isSignedBy(X509Certificate signer) throws IOException, GeneralSecurityException {
        X500Name[] issuers = parsed.getIssuer().getNames();
        AttributeCertificate structure = parsed.toASN1Structure();
        AlgorithmIdentifier algorithm = structure.getSignatureAlgorithm();
        String known = ALGORITHMS.get(algorithm.getAlgorithm());
        if (issuers.length != 1
                || !name(issuers[0]).equals(Dn.of(signer.getSubjectX500Principal()))
                || known == null
                || !algorithm.equals(structure.getAcinfo().getSignature())) {
            return false;
        }
        Signature signature = Signature.getInstance(known, PROVIDER);
        signature.initVerify(signer);
        signature.update(der(written.getObjectAt(0).toASN1Primitive()));
        return signature.verify(parsed.getSignature());
    }

    private static Dn name(X500Name name) throws IOException {
        return Dn.of(new X500Principal(name.getEncoded()));
    }

    private static byte[] der(ASN1Primitive value) throws IOException {
        return value.getEncoded(ASN1Encoding.DER);
    }
}
