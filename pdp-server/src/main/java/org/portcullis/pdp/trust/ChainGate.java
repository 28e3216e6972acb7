package org.portcullis.pdp.trust;

import eu.emi.security.authn.x509.proxy.ProxyUtils;
import java.security.PublicKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Sequence;
import org.portcullis.profile.Dn;

/**
 * What the site asks of a chain beside what canl does: few and strong certificates in order, names that can be written,
 * proxies that stand for their owner, wholly or limited.
 */
final class ChainGate {
    private static final int LONGEST_CHAIN = 12;
    private static final int MOST_BYTES = 64 << 10;
    private static final int RSA_BITS = 2048;
    private static final int EC_BITS = 256;
    /** RSA and ECDSA with SHA-2 of 256 bits or more, and Ed25519. */
    private static final Set<String> SIGNATURES = Set.of(
            "1.2.840.113549.1.1.11",
            "1.2.840.113549.1.1.12",
            "1.2.840.113549.1.1.13",
            "1.2.840.10045.4.3.2",
            "1.2.840.10045.4.3.3",
            "1.2.840.10045.4.3.4",
            "1.3.101.112");

    private static final String PROXY_CERT_INFO = "1.3.6.1.5.5.7.1.14";
    /** Inherit all (RFC 3820 section 3.8.2) and Globus' limited. */
    private static final Set<String> LANGUAGES = Set.of("1.3.6.1.5.5.7.21.1", "1.3.6.1.4.1.3536.1.1.1.9");

    private static final Set<String> CLIENT_PURPOSES = Set.of("1.3.6.1.5.5.7.3.2", "2.5.29.37.0");

    private final boolean legacyProxies;

    ChainGate(boolean legacyProxies) {
        this.legacyProxies = legacyProxies;
    }

    /** Whether a chain, leaf first, is one that canl need look at. Throws what a malformed certificate makes it throw. */
    boolean admits(List<X509Certificate> chain) {
        return !chain.isEmpty()
                && chain.size() <= LONGEST_CHAIN
                && Set.copyOf(chain).size() == chain.size()
                && chain.stream().mapToInt(ChainGate::size).sum() <= MOST_BYTES
                && chain.stream().allMatch(ChainGate::isModern)
                && chain.stream().allMatch(ChainGate::isStrong)
                && IntStream.range(1, chain.size()).allMatch(i -> isIssued(chain.get(i - 1), chain.get(i)))
                && proxies(chain).allMatch(this::standsForItsOwner)
                && chain.stream().limit(proxies(chain).count() + 1).allMatch(ChainGate::isNamed);
    }

    /** As {@link #admits}, for a chain that somebody acts with: certificates of mere servers are none. */
    boolean admitsClient(List<X509Certificate> chain) {
        return admits(chain)
                && chain.stream().skip(proxies(chain).count()).limit(1).allMatch(ChainGate::isForClients);
    }

    private static Stream<X509Certificate> proxies(List<X509Certificate> chain) {
        return chain.stream().takeWhile(ProxyUtils::isProxy);
    }

    /** Certificates that lie about in a chain are for confusing whoever looks for its end entity. */
    private static boolean isIssued(X509Certificate certificate, X509Certificate above) {
        return certificate.getIssuerX500Principal().equals(above.getSubjectX500Principal());
    }

    private static int size(X509Certificate certificate) {
        try {
            return certificate.getEncoded().length;
        } catch (CertificateEncodingException e) {
            throw new IllegalArgumentException("not a certificate", e);
        }
    }

    /** Whether it can say what it is for, and has a number that a revocation list can hold. */
    private static boolean isModern(X509Certificate certificate) {
        return isAnchor(certificate)
                || (certificate.getVersion() == 3
                        && certificate.getSerialNumber().signum() >= 0);
    }

    private static boolean isStrong(X509Certificate certificate) {
        return isStrong(certificate.getPublicKey())
                && (isAnchor(certificate) || SIGNATURES.contains(certificate.getSigAlgOID()));
    }

    /** What signs itself is an anchor, believed for where it lies and not for what it says. */
    private static boolean isAnchor(X509Certificate certificate) {
        return certificate.getSubjectX500Principal().equals(certificate.getIssuerX500Principal());
    }

    /** RSA of 2048 bits, an elliptic curve of 256, or more. */
    static boolean isStrong(PublicKey key) {
        if (key instanceof RSAPublicKey rsa) {
            return rsa.getModulus().bitLength() >= RSA_BITS
                    && rsa.getPublicExponent().bitLength() > 1;
        }
        return key instanceof EdECPublicKey
                || (key instanceof ECPublicKey ec && ec.getParams().getOrder().bitLength() >= EC_BITS);
    }

    private boolean standsForItsOwner(X509Certificate proxy) {
        byte[] extension = proxy.getExtensionValue(PROXY_CERT_INFO);
        return extension == null ? legacyProxies : LANGUAGES.contains(language(extension));
    }

    /** The policy language of a ProxyCertInfo: an optional path length and a policy, which begins with it. */
    private static String language(byte[] extension) {
        ASN1Sequence info =
                ASN1Sequence.getInstance(ASN1OctetString.getInstance(extension).getOctets());
        ASN1Sequence policy = ASN1Sequence.getInstance(info.getObjectAt(info.size() - 1));
        return ASN1ObjectIdentifier.getInstance(policy.getObjectAt(0)).getId();
    }

    /** Whether the subject holds no control characters and what else makes one name look like another. */
    private static boolean isNamed(X509Certificate certificate) {
        return !Dn.of(certificate.getSubjectX500Principal()).value().isEmpty();
    }

    private static boolean isForClients(X509Certificate certificate) {
        try {
            List<String> purposes = certificate.getExtendedKeyUsage();
            return purposes == null || purposes.stream().anyMatch(CLIENT_PURPOSES::contains);
        } catch (CertificateParsingException e) {
            throw new IllegalArgumentException("purposes of a certificate cannot be read", e);
        }
    }
}
