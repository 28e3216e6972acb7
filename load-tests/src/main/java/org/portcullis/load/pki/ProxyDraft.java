package org.portcullis.load.pki;

import static org.portcullis.load.pki.CertificateDraft.critical;
import static org.portcullis.load.pki.CertificateDraft.plain;

import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.cert.X509AttributeCertificateHolder;

/**
 * A proxy certificate that somebody is about to sign. {@code pathLength} is how many more proxies may follow it, or
 * {@link #ANY_LENGTH}; {@code more} are extensions that proxies do not have by themselves.
 */
public record ProxyDraft(ProxyKind kind, Validity validity, KeyType keyType, int pathLength, List<Extension> more) {
    /** Any number of proxies may follow. */
    public static final int ANY_LENGTH = Integer.MAX_VALUE;

    private static final ASN1ObjectIdentifier PROXY_CERT_INFO = new ASN1ObjectIdentifier("1.3.6.1.5.5.7.1.14");
    private static final ASN1ObjectIdentifier VOMS_ATTRIBUTES = new ASN1ObjectIdentifier("1.3.6.1.4.1.8005.100.100.5");

    /** Copies the list. */
    public ProxyDraft {
        more = List.copyOf(more);
    }

    /** A proxy of any length with an RSA key, without VOMS attributes. */
    public static ProxyDraft of(ProxyKind kind, Validity validity) {
        return new ProxyDraft(kind, validity, KeyType.RSA_2048, ANY_LENGTH, List.of());
    }

    /** The same with a key of another type. */
    public ProxyDraft with(KeyType other) {
        return new ProxyDraft(kind, validity, other, pathLength, more);
    }

    /** The same, followed by at most so many proxies. */
    public ProxyDraft followedByAtMost(int proxies) {
        return new ProxyDraft(kind, validity, keyType, proxies, more);
    }

    /** The same, carrying attribute certificates. */
    public ProxyDraft carrying(X509AttributeCertificateHolder... certificates) {
        return extended(plain(VOMS_ATTRIBUTES, attributeSequence(List.of(certificates))));
    }

    /** The same with any bytes in the place of attribute certificates. */
    public ProxyDraft carrying(byte[] attributes) {
        return extended(new Extension(VOMS_ATTRIBUTES, false, attributes));
    }

    /** The same with one more extension. */
    public ProxyDraft extended(Extension another) {
        List<Extension> extensions =
                Stream.concat(more.stream(), Stream.of(another)).toList();
        return new ProxyDraft(kind, validity, keyType, pathLength, extensions);
    }

    /** A new identity that acts for the owner of another one. */
    public Identity signedBy(Identity owner) {
        return signedBy(owner, keyType.generate());
    }

    /** As {@link #signedBy(Identity)}, with a key that is there already. */
    public Identity signedBy(Identity owner, KeyPair keys) {
        X509Certificate signer = owner.certificate();
        X500Name issuer = X500Name.getInstance(signer.getSubjectX500Principal().getEncoded());
        CertificateDraft draft = new CertificateDraft(below(issuer), keys.getPublic(), validity, extensions());
        return owner.followedBy(draft.signedBy(issuer, owner.key()), keys.getPrivate());
    }

    /** The owner's name as it is encoded there, and one common name more. */
    private X500Name below(X500Name owner) {
        String commonName = switch (kind) {
            case LEGACY -> "proxy";
            case LEGACY_LIMITED -> "limited proxy";
            case FULL, LIMITED, INDEPENDENT -> Integer.toString(new SecureRandom().nextInt(Integer.MAX_VALUE));
        };
        RDN last = new RDN(BCStyle.CN, new DERUTF8String(commonName));
        return new X500Name(
                Stream.concat(Stream.of(owner.getRDNs()), Stream.of(last)).toArray(RDN[]::new));
    }

    private List<Extension> extensions() {
        List<Extension> extensions = new ArrayList<>();
        extensions.add(critical(Extension.keyUsage, keyType.endEntityUsage()));
        policy().ifPresent(policy -> extensions.add(critical(PROXY_CERT_INFO, proxyCertInfo(policy))));
        extensions.addAll(more);
        return extensions;
    }

    /** The policy language, RFC 3820 section 3.8.2; a legacy proxy has none. */
    private Optional<ASN1ObjectIdentifier> policy() {
        return switch (kind) {
            case FULL -> Optional.of(new ASN1ObjectIdentifier("1.3.6.1.5.5.7.21.1"));
            case INDEPENDENT -> Optional.of(new ASN1ObjectIdentifier("1.3.6.1.5.5.7.21.2"));
            case LIMITED -> Optional.of(new ASN1ObjectIdentifier("1.3.6.1.4.1.3536.1.1.1.9"));
            case LEGACY, LEGACY_LIMITED -> Optional.empty();
        };
    }

    private DERSequence proxyCertInfo(ASN1ObjectIdentifier policy) {
        ASN1EncodableVector info = new ASN1EncodableVector();
        if (pathLength != ANY_LENGTH) {
            info.add(new ASN1Integer(pathLength));
        }
        info.add(new DERSequence(policy));
        return new DERSequence(info);
    }

    /** VOMS wraps its list of attribute certificates twice. */
    private static DERSequence attributeSequence(List<X509AttributeCertificateHolder> attributes) {
        ASN1Encodable[] certificates = attributes.stream()
                .map(X509AttributeCertificateHolder::toASN1Structure)
                .toArray(ASN1Encodable[]::new);
        return new DERSequence(new DERSequence(certificates));
    }
}
