package org.portcullis.pdp.trust;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.portcullis.load.pki.Identity;
import org.portcullis.load.pki.ProxyDraft;
import org.portcullis.load.pki.ProxyKind;
import org.portcullis.load.pki.Validity;
import org.portcullis.pdp.config.PdpConfig.ChainCache;
import org.portcullis.pdp.trust.ChainVerdict.Proven;
import org.portcullis.pdp.trust.ChainVerdict.Refused;
import org.portcullis.profile.Doubt;

class VerifiedChainsTest {
    private static final Duration AGE = Duration.ofSeconds(30);
    private static final Duration MILLISECOND = Duration.ofMillis(1);

    private VomsWorld world;
    private Instant time;
    private VerifiedChains chains;
    private List<X509Certificate> alice;

    @BeforeEach
    void makeWorld(@TempDir Path directory) throws IOException {
        world = new VomsWorld(directory);
        time = world.now;
        chains = remembering(1000);
        alice = world.proxy(world.alice, world.draft().signedBy(world.atlas.identity()));
    }

    @AfterEach
    void endWorld() {
        chains.close();
        world.close();
    }

    @Test
    void whatIsProvenIsFoundOutOnce() {
        for (int i = 0; i < 3; i++) {
            assertThat(chains.verify(alice, time)).isEqualTo(new Proven(world.alice.name()));
            assertThat(VomsWorld.objection(chains.attributes(alice, time))).isEqualTo("verified");
        }

        assertThat(chains.misses()).isEqualTo(2);
        assertThat(chains.hits()).isEqualTo(4);
    }

    @Test
    void withoutEntriesAllIsFoundOutEachTime() throws IOException {
        try (VerifiedChains forgetful = remembering(0)) {
            for (int i = 0; i < 3; i++) {
                assertThat(forgetful.verify(alice, time)).isEqualTo(new Proven(world.alice.name()));
                assertThat(VomsWorld.objection(forgetful.attributes(alice, time)))
                        .isEqualTo("verified");
            }

            assertThat(forgetful.misses()).isEqualTo(6);
            assertThat(forgetful.hits()).isZero();
        }
    }

    @Test
    void whatIsRefusedIsNotRemembered() throws IOException {
        world.writeLsc("atlas", "voms.example.org.lsc", "");
        Identity impostor = world.pki.proxy(
                new Identity(world.alice.chain(), world.atlas.identity().key()));

        chains.verify(impostor.chain(), time);
        chains.verify(impostor.chain(), time);

        assertThat(chains.misses()).isEqualTo(2);
        assertThat(chains.hits()).isZero();
    }

    /** Catalogue C37 and C38: neither does an honest chain lend its verdict to a forged one, nor a forged one to it. */
    @Test
    void aForgedLeafOverTheSameCertificateIsAnotherChain() {
        List<X509Certificate> honest = world.pki.proxy(world.alice).chain();
        List<X509Certificate> forged = world.pki
                .proxy(new Identity(world.alice.chain(), world.atlas.identity().key()))
                .chain();

        for (int i = 0; i < 2; i++) {
            assertThat(chains.verify(forged, time)).isEqualTo(new Refused(Doubt.CREDENTIAL_INVALID));
            assertThat(chains.verify(honest, time)).isEqualTo(new Proven(world.alice.name()));
        }
    }

    @Test
    void nothingIsRememberedForLongerThanTheAge() {
        chains.verify(alice, time);

        chains.verify(alice, time.plus(AGE));
        assertThat(chains.misses()).isEqualTo(1);

        chains.verify(alice, time.plus(AGE).plus(MILLISECOND));
        assertThat(chains.misses()).isEqualTo(2);
    }

    @Test
    void aClockSetBackMakesNothingOlder() {
        chains.verify(alice, time);

        chains.verify(alice, time.minus(AGE).minus(MILLISECOND));

        assertThat(chains.misses()).isEqualTo(2);
    }

    @Test
    void nothingOutlivesACertificateOfItsChain() {
        Instant end = time.plusSeconds(10);
        Identity brief = ProxyDraft.of(ProxyKind.FULL, new Validity(time.minusSeconds(60), end))
                .signedBy(world.alice);
        assertThat(chains.verify(brief.chain(), time)).isEqualTo(new Proven(world.alice.name()));

        ChainVerdict after = chains.verify(brief.chain(), end.plus(MILLISECOND));

        assertThat(after).isEqualTo(new Refused(Doubt.CREDENTIAL_EXPIRED));
    }

    @Test
    void nothingOutlivesTheAttributesOfItsChain() {
        Instant end = time.plusSeconds(10);
        List<X509Certificate> brief = world.proxy(
                world.alice,
                world.draft().valid(new Validity(time.minusSeconds(60), end)).signedBy(world.atlas.identity()));
        chains.attributes(brief, time);

        chains.attributes(brief, end);
        assertThat(chains.misses()).isEqualTo(1);

        chains.attributes(brief, end.plus(MILLISECOND));
        assertThat(chains.misses()).isEqualTo(2);
    }

    @Test
    void aRevocationListTakesEffectOnAChainThatIsRemembered() {
        chains.verify(alice, time);
        world.pki.revoke(world.alice);

        world.anchors().reread();

        assertThat(chains.verify(alice, time)).isEqualTo(new Refused(Doubt.CREDENTIAL_REVOKED));
    }

    @Test
    void attributesEndWithTheFileThatNamesTheirServer() throws IOException {
        chains.attributes(alice, time);
        Files.delete(world.pki.vomsDirectory().resolve("atlas/voms.example.org.lsc"));

        time = time.plusSeconds(61);

        assertThat(VomsWorld.objection(chains.attributes(alice, time)))
                .isEqualTo("no LSC file of its VO names the signer");
    }

    @Test
    void attributesEndWithTheChainOfTheirServer() {
        chains.attributes(alice, time);
        world.pki.revoke(world.atlas.identity());

        world.anchors().reread();

        assertThat(VomsWorld.objection(chains.attributes(alice, time))).isEqualTo("the signer's chain is not valid");
    }

    @Test
    void moreThanThereIsRoomForIsForgotten() throws IOException {
        try (VerifiedChains few = remembering(4)) {
            for (int i = 0; i < 20; i++) {
                few.verify(world.pki.proxy(world.alice).chain(), time);
            }

            assertThat(few.evictions()).isEqualTo(16);
        }
    }

    /** Fault F22. */
    @Test
    void aHerdThatBringsOneChainHasItVerifiedOnce() throws Exception {
        int herd = 32;
        ExecutorService threads = Executors.newFixedThreadPool(herd);
        CountDownLatch gate = new CountDownLatch(1);
        List<Future<ChainVerdict>> verdicts = new ArrayList<>();
        for (int i = 0; i < herd; i++) {
            Instant at = time.plusMillis(i % 5);
            verdicts.add(threads.submit(() -> {
                gate.await();
                return chains.verify(alice, at);
            }));
        }

        gate.countDown();

        for (Future<ChainVerdict> verdict : verdicts) {
            assertThat(verdict.get()).isEqualTo(new Proven(world.alice.name()));
        }
        assertThat(chains.misses()).isEqualTo(1);
        threads.shutdown();
    }

    private VerifiedChains remembering(int entries) throws IOException {
        return new VerifiedChains(world.anchors(), world.open(() -> time), new ChainCache(entries, AGE, 0));
    }
}
