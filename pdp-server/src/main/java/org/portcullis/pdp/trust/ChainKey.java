package org.portcullis.pdp.trust;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * What a certificate chain is remembered by: the SHA-256 of all its certificates in their order, each behind its length.
 * Two chains have one key only if they are the same, byte for byte.
 */
record ChainKey(long first, long second, long third, long fourth) {
    static ChainKey of(List<X509Certificate> chain) {
        return ofEncoded(chain.stream().map(ChainKey::encoded).toList());
    }

    /** As {@link #of}, of the bytes of each certificate. */
    static ChainKey ofEncoded(List<byte[]> certificates) {
        MessageDigest digest = sha256();
        for (byte[] certificate : certificates) {
            digest.update(ByteBuffer.allocate(Integer.BYTES)
                    .putInt(certificate.length)
                    .array());
            digest.update(certificate);
        }
        ByteBuffer words = ByteBuffer.wrap(digest.digest());
        return new ChainKey(words.getLong(), words.getLong(), words.getLong(), words.getLong());
    }

    private static byte[] encoded(X509Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (CertificateEncodingException e) {
            throw new IllegalArgumentException("not a certificate", e);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
