package org.portcullis.pdp.trust;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.portcullis.load.pki.Identity;
import org.portcullis.load.pki.ProxyDraft;
import org.portcullis.load.pki.ProxyKind;
import org.portcullis.load.pki.Validity;
import org.portcullis.pdp.config.PdpConfig.ChainCache;

/**
 * Whoever asks cannot tell whether verdicts are remembered, whatever happens between two questions: revocations and their
 * end, servers that speak for a VO no more, clocks that go on or are set back.
 */
class VerifiedChainsPropertyTest {
    private static final int STEPS = 5_000;

    private Instant time = Instant.EPOCH;

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2})
    void rememberingChangesNoVerdict(long seed, @TempDir Path directory) throws IOException {
        SplittableRandom random = new SplittableRandom(seed);
        try (VomsWorld world = new VomsWorld(directory)) {
            time = world.now;
            List<List<X509Certificate>> presented = chains(world);
            VomsTrust voms = world.open(() -> time);
            try (VerifiedChains remembered =
                    new VerifiedChains(world.anchors(), voms, new ChainCache(6, Duration.ofSeconds(30), 0))) {
                for (int step = 0; step < STEPS; step++) {
                    happen(world, random);
                    List<X509Certificate> chain = presented.get(random.nextInt(presented.size()));

                    boolean attributes = random.nextBoolean();

                    assertThat(attributes ? remembered.attributes(chain, time) : remembered.verify(chain, time))
                            .as("step %d at %s", step, time)
                            .isEqualTo(
                                    attributes
                                            ? voms.verify(chain, time)
                                            : world.anchors().verify(chain, time));
                }
                assertThat(remembered.hits()).isGreaterThan(STEPS / 20);
            }
        }
    }

    private void happen(VomsWorld world, SplittableRandom random) throws IOException {
        int event = random.nextInt(100);
        if (event < 2) {
            revoke(world, random);
        } else if (event < 4) {
            changeServers(world, random);
        } else if (event < 6) {
            time = world.now.plusSeconds(random.nextInt(-600, 2400));
        } else if (event < 50) {
            time = time.plusMillis(random.nextInt(2_000));
        }
    }

    /** Some of those who could be revoked are, or nobody. */
    private void revoke(VomsWorld world, SplittableRandom random) {
        Identity one = random.nextBoolean() ? world.alice : world.atlas.identity();
        Set<BigInteger> serials =
                random.nextBoolean() ? Set.of() : Set.of(one.certificate().getSerialNumber());
        world.pki
                .trusted()
                .publish(
                        world.pki.authority(),
                        world.pki
                                .authority()
                                .revoke(serials, random.nextLong(1, 1L << 40), world.pki.validFor(Duration.ofDays(7))));
        world.anchors().reread();
    }

    private static void changeServers(VomsWorld world, SplittableRandom random) throws IOException {
        Path file = world.pki.vomsDirectory().resolve("atlas/voms.example.org.lsc");
        if (random.nextBoolean()) {
            Files.deleteIfExists(file);
        } else {
            Files.writeString(file, world.atlas.lsc());
        }
    }

    /** Of Alice, with and without attributes, for long and short times, and some that are no good. */
    private static List<List<X509Certificate>> chains(VomsWorld world) {
        Identity server = world.atlas.identity();
        Identity bob = world.pki.user("Bob");
        List<List<X509Certificate>> chains = new ArrayList<>(List.of(
                world.alice.chain(),
                bob.chain(),
                world.pki.proxy(world.alice).chain(),
                world.proxy(world.alice, world.draft().signedBy(server)),
                world.proxy(bob, world.draft().signedBy(server)),
                world.proxy(world.alice, new byte[] {1}),
                world.pki.proxy(new Identity(world.alice.chain(), bob.key())).chain()));
        for (int seconds : new int[] {5, 600, 1200}) {
            Instant end = world.now.plusSeconds(seconds);
            chains.add(ProxyDraft.of(ProxyKind.FULL, new Validity(world.now.minusSeconds(300), end))
                    .signedBy(world.alice)
                    .chain());
            chains.add(world.proxy(
                    world.alice,
                    world.draft()
                            .valid(new Validity(world.now.minusSeconds(60), end))
                            .signedBy(server)));
            chains.add(world.proxy(
                    world.alice,
                    world.draft().signedBy(server),
                    world.draft()
                            .valid(new Validity(world.now.plusSeconds(60), end.plusSeconds(60)))
                            .signedBy(server)));
        }
        return chains;
    }
}
