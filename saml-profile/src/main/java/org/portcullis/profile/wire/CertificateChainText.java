package org.portcullis.profile.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.portcullis.profile.Credential;
import org.portcullis.profile.Dn;
import org.portcullis.profile.ErrorKind;

/** The {@code cert-chain} attribute: base64 of a PEM or DER chain, leaf first. Reads; does not verify. */
final class CertificateChainText {
    private static final Pattern BLANKS = Pattern.compile("\\s");
    private static final int MAX_CERTIFICATES = 12;
    /** 64 KiB of certificates and what PEM adds to them; longer ones that are read are refused for their length later. */
    private static final int MAX_BYTES = 96 * 1024;

    private static final String PROXY_CERT_INFO = "1.3.6.1.5.5.7.1.14";

    private CertificateChainText() {}

    static Credential read(String base64, ReplyTo replyTo) {
        try {
            return new Credential.Chain(certificates(
                    Base64.getDecoder().decode(BLANKS.matcher(base64).replaceAll(""))));
        } catch (CertificateException | IllegalArgumentException e) {
            throw new ProtocolException(ErrorKind.SYNTAX_ERROR, replyTo, "not a certificate chain");
        }
    }

    private static List<X509Certificate> certificates(byte[] bytes) throws CertificateException {
        if (bytes.length > MAX_BYTES || new String(bytes, US_ASCII).contains("PRIVATE KEY")) {
            throw new CertificateException("too long, or holds a private key");
        }
        CertificateFactory factory = CertificateFactory.getInstance("X.509");
        List<X509Certificate> chain = factory.generateCertificates(new ByteArrayInputStream(bytes)).stream()
                .map(X509Certificate.class::cast)
                .toList();
        if (chain.size() > MAX_CERTIFICATES) {
            throw new CertificateException("too many certificates");
        }
        return chain;
    }

    /** Whose chain it is: the subject of the first certificate that is not an RFC 3820 proxy, whatever its name is. */
    static Optional<Dn> holder(Credential credential) {
        return credential instanceof Credential.Chain chain ? holder(chain.certificates()) : Optional.empty();
    }

    private static Optional<Dn> holder(List<X509Certificate> chain) {
        return chain.stream()
                .filter(certificate -> certificate.getExtensionValue(PROXY_CERT_INFO) == null)
                .findFirst()
                .map(certificate -> Dn.ofAny(certificate.getSubjectX500Principal()));
    }
}
