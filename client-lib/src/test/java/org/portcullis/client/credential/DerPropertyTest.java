package org.portcullis.client.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DerPropertyTest {
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 127, 128, 255, 256, 65_535, 65_536, 1_000_000})
    void whatIsWrittenIsReadBack(int length) {
        byte[] content = new byte[length];
        new SplittableRandom(length).nextBytes(content);

        Der read = Der.parse(Der.of(Der.OCTET_STRING, content).encoded());

        assertThat(read.is(Der.OCTET_STRING)).isTrue();
        assertThat(read.content()).isEqualTo(content);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void damageIsRefusedAndNeverWorse(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 5_000; i++) {
            byte[] noise = new byte[random.nextInt(1, 40)];
            random.nextBytes(noise);

            assertThatCode(() -> walk(noise)).doesNotThrowAnyException();
        }
    }

    private static void walk(byte[] bytes) {
        try {
            Der.parse(bytes).children();
        } catch (IllegalArgumentException expected) {
            assertThat(expected).hasMessageContaining("DER");
        }
    }
}
