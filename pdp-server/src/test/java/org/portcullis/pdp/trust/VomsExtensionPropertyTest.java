package org.portcullis.pdp.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.portcullis.pdp.trust.VomsWorld.objection;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.portcullis.pdp.trust.VomsVerdict.Invalid;
import org.portcullis.pdp.trust.VomsVerdict.Verified;

/** Whatever is done to the bytes of good attributes, they are good no more, and nothing is thrown. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class VomsExtensionPropertyTest {
    private static final int MUTANTS = 100;

    private VomsWorld world;
    private VomsTrust trust;
    private byte[] good;

    @BeforeAll
    void makeWorld(@TempDir Path directory) throws IOException {
        world = new VomsWorld(directory);
        trust = world.open();
        good = Forgery.attributes(world.proxy(world.alice, world.draft().signedBy(world.atlas.identity())));
    }

    @AfterAll
    void endWorld() {
        world.close();
    }

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 10);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void mutantsAreNeverBelieved(long seed) {
        SplittableRandom random = new SplittableRandom(seed);

        for (int i = 0; i < MUTANTS; i++) {
            byte[] mutant = mutate(random);
            VomsVerdict verdict = judge(mutant);
            assertThat(verdict).isInstanceOf(Arrays.equals(mutant, good) ? Verified.class : Invalid.class);
        }
    }

    @Test
    void everyTruncationIsMalformed() {
        SplittableRandom random = new SplittableRandom(0);

        for (int i = 0; i < MUTANTS; i++) {
            VomsVerdict verdict = judge(Arrays.copyOf(good, random.nextInt(good.length)));
            assertThat(objection(verdict)).isEqualTo("malformed attribute certificate");
        }
    }

    static Stream<byte[]> garbage() {
        byte[] deep = new byte[30_000];
        for (int i = 0; i < deep.length; i += 2) {
            deep[i] = 0x30;
            deep[i + 1] = (byte) 0x80;
        }
        byte[] noise = new byte[4_000];
        new SplittableRandom(1).nextBytes(noise);
        return Stream.of(
                new byte[0],
                new byte[] {0},
                new byte[] {0x30, 0},
                new byte[] {0x30, 2, 0x30, 0},
                new byte[] {0x30, 4, 0x30, 2, 0x30, 0},
                deep,
                noise);
    }

    @ParameterizedTest
    @MethodSource("garbage")
    void garbageIsMalformed(byte[] bytes) {
        VomsVerdict verdict = judge(bytes);

        assertThat(objection(verdict)).isEqualTo("malformed attribute certificate");
    }

    @Test
    void anotherEncodingOfTheSameIsMalformed() {
        byte[] indefinite = new byte[good.length];
        System.arraycopy(good, 4, indefinite, 2, good.length - 4);
        indefinite[0] = 0x30;
        indefinite[1] = (byte) 0x80;

        VomsVerdict verdict = judge(indefinite);

        assertThat(good[1]).isEqualTo((byte) 0x82);
        assertThat(objection(verdict)).isEqualTo("malformed attribute certificate");
    }

    private VomsVerdict judge(byte[] extension) {
        return trust.verify(world.proxy(world.alice, extension), world.now);
    }

    /** One to three bytes changed, cut out or put in. */
    private byte[] mutate(SplittableRandom random) {
        byte[] mutant = good.clone();
        for (int edits = random.nextInt(1, 4); edits > 0; edits--) {
            int at = random.nextInt(mutant.length);
            mutant = switch (random.nextInt(4)) {
                case 0 -> spliced(mutant, at, 1, new byte[0]);
                case 1 -> spliced(mutant, at, 0, new byte[] {(byte) random.nextInt(256)});
                case 2 -> spliced(mutant, at, 1, new byte[] {(byte) (mutant[at] ^ 1 << random.nextInt(8))});
                default -> spliced(mutant, at, 1, new byte[] {(byte) random.nextInt(256)});
            };
        }
        return mutant;
    }

    private static byte[] spliced(byte[] bytes, int at, int removed, byte[] added) {
        byte[] result = new byte[bytes.length - removed + added.length];
        System.arraycopy(bytes, 0, result, 0, at);
        System.arraycopy(added, 0, result, at, added.length);
        System.arraycopy(bytes, at + removed, result, at + added.length, bytes.length - at - removed);
        return result;
    }
}
