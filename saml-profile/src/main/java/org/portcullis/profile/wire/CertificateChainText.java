package org.portcullis.profile.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.portcullis.profile.ChainTraits;
import org.portcullis.profile.Credential;
import org.portcullis.profile.Dn;
import org.portcullis.profile.ErrorKind;

/**
 * The {@code cert-chain} attribute: base64 of a PEM or DER chain, leaf first. Reads; does not verify. Certificates that are
 * built as such, and hold what no certificate may, say at least whose they are.
 */
final class CertificateChainText {
    private static final Pattern BLANKS = Pattern.compile("\\s");
    private static final Pattern PEM =
            Pattern.compile("-----BEGIN CERTIFICATE-----([A-Za-z0-9+/=\\s]++)-----END CERTIFICATE-----");
    private static final int MAX_CERTIFICATES = 12;
    /** 64 KiB of certificates and what PEM adds to them; longer ones that are read are refused for their length later. */
    private static final int MAX_BYTES = 96 * 1024;

    private static final String PROXY_CERT_INFO = "1.3.6.1.5.5.7.1.14";
    private static final String PROXY_CERT_INFO_IN_DER =
            new String(HexFormat.of().parseHex("06082b0601050507010e"), ISO_8859_1);

    private CertificateChainText() {}

    /** The chain; one {@linkplain Credential.Recorded of which nothing is known} if only its owner's name can be read. */
    static Credential read(String base64, ReplyTo replyTo) {
        try {
            byte[] bytes = bytes(base64);
            List<X509Certificate> chain = certificates(bytes);
            if (chain.isEmpty()) {
                ownerOfUnread(bytes);
                return new Credential.Recorded(ChainTraits.NONE);
            }
            return new Credential.Chain(chain);
        } catch (IllegalArgumentException e) {
            throw new ProtocolException(ErrorKind.SYNTAX_ERROR, replyTo, "not a certificate chain");
        }
    }

    private static byte[] bytes(String base64) {
        byte[] bytes = Base64.getDecoder().decode(BLANKS.matcher(base64).replaceAll(""));
        if (bytes.length > MAX_BYTES || new String(bytes, US_ASCII).contains("PRIVATE KEY")) {
            throw new IllegalArgumentException("too long, or holds a private key");
        }
        return bytes;
    }

    /** None if one of them cannot be read. */
    private static List<X509Certificate> certificates(byte[] bytes) {
        try {
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            List<X509Certificate> chain = factory.generateCertificates(new ByteArrayInputStream(bytes)).stream()
                    .map(X509Certificate.class::cast)
                    .toList();
            return atMost(chain);
        } catch (CertificateException e) {
            return List.of();
        }
    }

    private static <T> List<T> atMost(List<T> certificates) {
        if (certificates.size() > MAX_CERTIFICATES) {
            throw new IllegalArgumentException("too many certificates");
        }
        return certificates;
    }

    /** Whose chain it is: the subject of the first certificate that is not an RFC 3820 proxy, whatever its name is. */
    static Optional<Dn> holder(List<X509Certificate> chain) {
        return chain.stream()
                .filter(certificate -> certificate.getExtensionValue(PROXY_CERT_INFO) == null)
                .findFirst()
                .map(certificate -> Dn.ofAny(certificate.getSubjectX500Principal()));
    }

    /** As {@link #holder}, of a chain that was {@link #read} and could not be. */
    static Dn ownerOfUnread(String base64) {
        return ownerOfUnread(bytes(base64));
    }

    private static Dn ownerOfUnread(byte[] bytes) {
        List<byte[]> inPem = PEM.matcher(new String(bytes, ISO_8859_1))
                .results()
                .map(found -> Base64.getMimeDecoder().decode(found.group(1)))
                .toList();
        return atMost(inPem.isEmpty() ? List.of(bytes) : inPem).stream()
                .filter(certificate -> !new String(certificate, ISO_8859_1).contains(PROXY_CERT_INFO_IN_DER))
                .findFirst()
                .map(Dn::ofSubject)
                .orElseThrow(() -> new IllegalArgumentException("nobody's"));
    }
}
