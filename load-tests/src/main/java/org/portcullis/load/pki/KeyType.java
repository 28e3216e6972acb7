package org.portcullis.load.pki;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;
import org.bouncycastle.asn1.x509.KeyUsage;

/** The kinds of key that the throw-away PKI makes. */
public enum KeyType {
    RSA_2048,
    EC_P256;

    /** What such a key of a user, host or proxy is for; only RSA keys encipher others. */
    KeyUsage endEntityUsage() {
        return switch (this) {
            case RSA_2048 -> new KeyUsage(KeyUsage.digitalSignature | KeyUsage.keyEncipherment);
            case EC_P256 -> new KeyUsage(KeyUsage.digitalSignature);
        };
    }

    /** A new pair of keys. */
    public KeyPair generate() {
        try {
            return switch (this) {
                case RSA_2048 -> {
                    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
                    generator.initialize(new RSAKeyGenParameterSpec(2048, RSAKeyGenParameterSpec.F4));
                    yield generator.generateKeyPair();
                }
                case EC_P256 -> {
                    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
                    generator.initialize(new ECGenParameterSpec("secp256r1"));
                    yield generator.generateKeyPair();
                }
            };
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java cannot make keys of type " + this, e);
        }
    }

    /** The JCA name of the algorithm that such a key signs with. */
    static String signatureAlgorithm(PrivateKey key) {
        return key.getAlgorithm().equals("RSA") ? "SHA256withRSA" : "SHA256withECDSA";
    }
}
