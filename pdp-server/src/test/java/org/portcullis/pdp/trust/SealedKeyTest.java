package org.portcullis.pdp.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.ECKey;
import java.security.spec.ECGenParameterSpec;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What handshakes can do with the key of the host, and what nobody can. */
class SealedKeyTest {
    private static final int ROUNDS = 50;

    @ParameterizedTest
    @CsvSource({
        "secp256r1, SHA256withECDSA",
        "secp256r1, SHA384withECDSA",
        "secp256r1, SHA512withECDSA",
        "secp384r1, SHA384withECDSA",
        "secp521r1, SHA512withECDSA"
    })
    void javaBelievesWhatItSigns(String curve, String algorithm) throws GeneralSecurityException {
        SplittableRandom random = new SplittableRandom(20);
        KeyPair keys = pair(curve);
        PrivateKey sealed = SealedKey.of(keys.getPrivate());

        for (int round = 0; round < ROUNDS; round++) {
            byte[] message = new byte[random.nextInt(300)];
            random.nextBytes(message);
            byte[] signed = sign(algorithm, sealed, message);

            assertThat(isOf(keys, algorithm, message, signed)).isTrue();
            assertThat(isOf(pair(curve), algorithm, message, signed)).isFalse();
        }
    }

    @Test
    void aSignatureCanBeMadeBitByBitAndAgain() throws GeneralSecurityException {
        KeyPair keys = pair("secp256r1");
        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(SealedKey.of(keys.getPrivate()));

        for (int round = 0; round < 2; round++) {
            signature.update((byte) 1);
            signature.update(new byte[] {0, 2, 3, 0}, 1, 2);

            assertThat(isOf(keys, "SHA256withECDSA", new byte[] {1, 2, 3}, signature.sign()))
                    .isTrue();
        }
    }

    @Test
    void nobodyCanReadIt() throws GeneralSecurityException {
        PrivateKey sealed = SealedKey.of(pair("secp256r1").getPrivate());

        assertThat(sealed.getEncoded()).isNull();
        assertThat(sealed.getFormat()).isNull();
        assertThat(sealed).isNotInstanceOf(ECKey.class);
        assertThat(sealed.toString()).doesNotContainPattern("[0-9a-f]{16}");
    }

    @Test
    void keysOfOtherTypesStayAsTheyAre() throws GeneralSecurityException {
        PrivateKey edwards =
                KeyPairGenerator.getInstance("Ed25519").generateKeyPair().getPrivate();

        assertThat(SealedKey.of(edwards)).isSameAs(edwards);
    }

    @Test
    void openKeysAreSignedWithByJavaAsBefore() throws GeneralSecurityException {
        SealedKey.of(pair("secp256r1").getPrivate());
        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(pair("secp256r1").getPrivate());

        assertThat(signature.getProvider().getName()).isEqualTo("SunEC");
    }

    @Test
    void theSealOpensForNothingButSigning() throws GeneralSecurityException {
        KeyPair keys = pair("secp256r1");
        SealedSignature signature = new SealedSignature("SHA256withECDSA");

        assertThatThrownBy(() -> signature.engineInitSign(keys.getPrivate())).isInstanceOf(InvalidKeyException.class);
        assertThatThrownBy(() -> signature.engineInitVerify(keys.getPublic())).isInstanceOf(InvalidKeyException.class);
    }

    private static KeyPair pair(String curve) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec(curve));
        return generator.generateKeyPair();
    }

    private static byte[] sign(String algorithm, PrivateKey key, byte[] message) throws GeneralSecurityException {
        Signature signature = Signature.getInstance(algorithm);
        signature.initSign(key);
        signature.update(message);
        return signature.sign();
    }

    private static boolean isOf(KeyPair keys, String algorithm, byte[] message, byte[] signed)
            throws GeneralSecurityException {
        Signature signature = Signature.getInstance(algorithm, "SunEC");
        signature.initVerify(keys.getPublic());
        signature.update(message);
        return signature.verify(signed);
    }
}
