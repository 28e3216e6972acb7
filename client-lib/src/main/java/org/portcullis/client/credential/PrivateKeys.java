package org.portcullis.client.credential;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.interfaces.RSAKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;

/** Private keys as OpenSSL writes them: PKCS#8, PKCS#1 for RSA, SEC 1 for elliptic curves; never encrypted. */
final class PrivateKeys {
    private static final byte[] ZERO = Der.of(Der.INTEGER, new byte[] {0}).encoded();
    private static final byte[] RSA =
            algorithm(new byte[] {0x2a, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xf7, 0x0d, 1, 1, 1}, new byte[] {5, 0});
    private static final int SEC1_CURVE = 0xa0;

    private PrivateKeys() {}

    /** Reads the key that belongs to that public key. */
    static PrivateKey read(Pem.Block block, PublicKey partner) throws GeneralSecurityException {
        if (block.isEncrypted()) {
            throw new GeneralSecurityException(
                    "the private key is encrypted; store it without a pass phrase, mode 0400");
        }
        PrivateKey key = decoded(asPkcs8(block), partner.getAlgorithm());
        if (key instanceof RSAKey mine
                && partner instanceof RSAKey theirs
                && !mine.getModulus().equals(theirs.getModulus())) {
            throw new GeneralSecurityException("the private key does not belong to the certificate");
        }
        return key;
    }

    private static PrivateKey decoded(byte[] pkcs8, String algorithm) throws GeneralSecurityException {
        try {
            return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
        } catch (InvalidKeySpecException e) {
            throw new GeneralSecurityException("the private key is damaged or not of the certificate's kind", e);
        }
    }

    private static byte[] asPkcs8(Pem.Block block) throws GeneralSecurityException {
        return switch (block.label()) {
            case "PRIVATE KEY" -> block.bytes();
            case "RSA PRIVATE KEY" -> wrapped(RSA, block.bytes());
            case "EC PRIVATE KEY" -> wrapped(curveOf(block.bytes()), block.bytes());
            default ->
                throw new GeneralSecurityException("cannot read a `" + block.label() + "`, convert it to PKCS#8");
        };
    }

    private static byte[] wrapped(byte[] algorithm, byte[] key) {
        return Der.of(
                        Der.SEQUENCE,
                        ZERO,
                        algorithm,
                        Der.of(Der.OCTET_STRING, key).encoded())
                .encoded();
    }

    private static byte[] algorithm(byte[] objectId, byte[] parameters) {
        return Der.of(Der.SEQUENCE, Der.of(Der.OBJECT_ID, objectId).encoded(), parameters)
                .encoded();
    }

    private static byte[] curveOf(byte[] sec1) throws GeneralSecurityException {
        try {
            for (Der part : Der.parse(sec1).children()) {
                if (part.is(SEC1_CURVE)) {
                    return algorithm(new byte[] {0x2a, (byte) 0x86, 0x48, (byte) 0xce, 0x3d, 2, 1}, part.content());
                }
            }
        } catch (IllegalArgumentException e) {
            throw new GeneralSecurityException("the private key is damaged", e);
        }
        throw new GeneralSecurityException("the private key names no curve, convert it to PKCS#8");
    }
}
