package org.portcullis.pdp.trust;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.portcullis.load.pki.GridPki;
import org.portcullis.load.pki.Identity;

/** Two chains have one key if they are the same, byte for byte and in order, and only then. */
class ChainKeyPropertyTest {
    private static final int PAIRS = 10_000;

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void oneKeyMeansOneChain(long seed) {
        SplittableRandom random = new SplittableRandom(seed);

        for (int pair = 0; pair < PAIRS; pair++) {
            List<byte[]> one = chain(random);
            List<byte[]> other = changed(one, random);

            assertThat(ChainKey.ofEncoded(one).equals(ChainKey.ofEncoded(other)))
                    .as("%s and %s", text(one), text(other))
                    .isEqualTo(text(one).equals(text(other)));
        }
    }

    @Test
    void theKeyIsOfEveryCertificateInOrder(@TempDir Path directory) {
        GridPki pki = GridPki.create(directory, InstantSource.system());
        Identity alice = pki.user("Alice");
        Identity one = pki.proxy(alice);
        Identity other = pki.proxy(alice);

        assertThat(ChainKey.of(one.chain())).isEqualTo(ChainKey.of(List.copyOf(one.chain())));
        assertThat(List.of(
                        ChainKey.of(one.chain()),
                        ChainKey.of(other.chain()),
                        ChainKey.of(alice.chain()),
                        ChainKey.of(List.of(alice.certificate(), one.certificate())),
                        ChainKey.of(List.of())))
                .doesNotHaveDuplicates();
    }

    /** Few and short strings of few bytes, so that their plain concatenations often agree. */
    private static List<byte[]> chain(SplittableRandom random) {
        List<byte[]> chain = new ArrayList<>();
        for (int certificates = random.nextInt(5); certificates > 0; certificates--) {
            byte[] bytes = new byte[random.nextInt(6)];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = (byte) random.nextInt(2);
            }
            chain.add(bytes);
        }
        return chain;
    }

    private static List<byte[]> changed(List<byte[]> chain, SplittableRandom random) {
        List<byte[]> changed = new ArrayList<>(chain);
        switch (random.nextInt(5)) {
            case 0 -> Collections.rotate(changed, 1);
            case 1 -> changed.add(new byte[random.nextInt(3)]);
            case 2 -> moveABoundary(changed, random);
            case 3 -> changed.replaceAll(byte[]::clone);
            default -> changed = chain(random);
        }
        return changed;
    }

    private static void moveABoundary(List<byte[]> chain, SplittableRandom random) {
        if (chain.size() > 1) {
            byte[] first = chain.get(0);
            byte[] second = chain.get(1);
            byte[] both = Arrays.copyOf(first, first.length + second.length);
            System.arraycopy(second, 0, both, first.length, second.length);
            int boundary = random.nextInt(both.length + 1);
            chain.set(0, Arrays.copyOfRange(both, 0, boundary));
            chain.set(1, Arrays.copyOfRange(both, boundary, both.length));
        }
    }

    private static List<String> text(List<byte[]> chain) {
        return chain.stream().map(Arrays::toString).toList();
    }
}
