package org.portcullis.load.pki;

import static org.portcullis.load.pki.CertificateDraft.critical;
import static org.portcullis.load.pki.CertificateDraft.plain;

import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509AttributeCertificateHolder;
import org.portcullis.profile.Dn;

/**
 * A proxy certificate that somebody is about to sign. {@code pathLength} is how many more proxies may follow it, or
 * {@link #ANY_LENGTH}.
 */
public record ProxyDraft(
        ProxyKind kind, Validity validity, int pathLength, List<X509AttributeCertificateHolder> attributes) {
    /** Any number of proxies may follow. */
    public static final int ANY_LENGTH = Integer.MAX_VALUE;

    private static final ASN1ObjectIdentifier PROXY_CERT_INFO = new ASN1ObjectIdentifier("1.3.6.1.5.5.7.1.14");
    private static final ASN1ObjectIdentifier VOMS_ATTRIBUTES = new ASN1ObjectIdentifier("1.3.6.1.4.1.8005.100.100.5");

    /** Copies the list. */
    public ProxyDraft {
        attributes = List.copyOf(attributes);
    }

    /** A proxy of any length without VOMS attributes. */
    public static ProxyDraft of(ProxyKind kind, Validity validity) {
        return new ProxyDraft(kind, validity, ANY_LENGTH, List.of());
    }

    /** The same, followed by at most so many proxies. */
    public ProxyDraft followedByAtMost(int proxies) {
        return new ProxyDraft(kind, validity, proxies, attributes);
    }

    /** The same, carrying attribute certificates. */
    public ProxyDraft carrying(X509AttributeCertificateHolder... certificates) {
        return new ProxyDraft(kind, validity, pathLength, List.of(certificates));
    }

    /** A new identity that acts for the owner of another one. */
    public Identity signedBy(Identity owner) {
        KeyPair keys = KeyType.RSA_2048.generate();
        X509Certificate signer = owner.certificate();
        X500Name issuer = X500Name.getInstance(signer.getSubjectX500Principal().getEncoded());
        CertificateDraft draft =
                new CertificateDraft(DirectoryName.of(name(owner.name())), keys.getPublic(), validity, extensions());
        List<X509Certificate> chain = new ArrayList<>();
        chain.add(draft.signedBy(issuer, owner.key()));
        chain.addAll(owner.chain());
        return new Identity(chain, keys.getPrivate());
    }

    private Dn name(Dn owner) {
        String commonName = switch (kind) {
            case LEGACY -> "proxy";
            case LEGACY_LIMITED -> "limited proxy";
            case FULL, LIMITED, INDEPENDENT -> Integer.toString(new SecureRandom().nextInt(Integer.MAX_VALUE));
        };
        return new Dn(owner + "/CN=" + commonName);
    }

    private List<Extension> extensions() {
        List<Extension> extensions = new ArrayList<>();
        extensions.add(
                critical(Extension.keyUsage, new KeyUsage(KeyUsage.digitalSignature | KeyUsage.keyEncipherment)));
        policy().ifPresent(policy -> extensions.add(critical(PROXY_CERT_INFO, proxyCertInfo(policy))));
        if (!attributes.isEmpty()) {
            extensions.add(plain(VOMS_ATTRIBUTES, attributeSequence()));
        }
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
    private DERSequence attributeSequence() {
        ASN1Encodable[] certificates = attributes.stream()
                .map(X509AttributeCertificateHolder::toASN1Structure)
                .toArray(ASN1Encodable[]::new);
        return new DERSequence(new DERSequence(certificates));
    }
}
