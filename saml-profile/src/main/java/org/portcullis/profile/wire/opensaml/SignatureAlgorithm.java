package org.portcullis.profile.wire.opensaml;

import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.Optional;

/** The algorithms that a query may be signed with. What is not listed is refused, whatever the libraries can do. */
enum SignatureAlgorithm {
    RSA_SHA256("rsa-sha256", "SHA256withRSA"),
    RSA_SHA384("rsa-sha384", "SHA384withRSA"),
    RSA_SHA512("rsa-sha512", "SHA512withRSA"),
    ECDSA_SHA256("ecdsa-sha256", "SHA256withECDSAinP1363Format"),
    ECDSA_SHA384("ecdsa-sha384", "SHA384withECDSAinP1363Format"),
    ECDSA_SHA512("ecdsa-sha512", "SHA512withECDSAinP1363Format");

    private static final String NAMESPACE = "http://www.w3.org/2001/04/xmldsig-more#";
    private static final int LEAST_RSA_BITS = 2048;
    private static final int MOST_RSA_BITS = 8192;
    private static final int LEAST_EC_BITS = 256;

    private final String word;
    private final String jcaName;

    SignatureAlgorithm(String word, String jcaName) {
        this.word = word;
        this.jcaName = jcaName;
    }

    /** The algorithm that has this URI (RFC 6931). */
    static Optional<SignatureAlgorithm> ofUri(String uri) {
        return Arrays.stream(values())
                .filter(one -> uri.equals(NAMESPACE + one.word))
                .findFirst();
    }

    /** Whether the key is strong enough, is for this algorithm, and made this signature of these bytes. */
    boolean verifies(PublicKey key, byte[] signed, byte[] signature) {
        if (!isFor(key)) {
            return false;
        }
        try {
            Signature verifier = Signature.getInstance(jcaName);
            verifier.initVerify(key);
            verifier.update(signed);
            return verifier.verify(signature);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private boolean isFor(PublicKey key) {
        if (key instanceof RSAPublicKey rsa) {
            int bits = rsa.getModulus().bitLength();
            return word.startsWith("rsa") && bits >= LEAST_RSA_BITS && bits <= MOST_RSA_BITS;
        }
        return key instanceof ECPublicKey ec
                && word.startsWith("ecdsa")
                && ec.getParams().getOrder().bitLength() >= LEAST_EC_BITS;
    }
}
