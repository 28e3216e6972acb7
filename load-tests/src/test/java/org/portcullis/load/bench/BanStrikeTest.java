package org.portcullis.load.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.portcullis.load.run.RequestTemplate;
import org.portcullis.load.run.Shot;
import org.portcullis.load.run.Verdict;

class BanStrikeTest {
    private static final Shot CMS = new Shot(new RequestTemplate(""), Verdict.PERMIT, "cms", false);
    private static final Shot ATLAS = new Shot(new RequestTemplate(""), Verdict.PERMIT, "atlas", false);
    private static final long MILLI = 1_000_000;

    @TempDir
    private Path directory;

    @Test
    void permitsToLaterQuestionsBreakTheBan() {
        try (BanStrike strike = struck("true")) {
            long now = System.nanoTime();
            strike.answered(CMS, Verdict.PERMIT, now, now + 5 * MILLI);
            strike.answered(CMS, Verdict.DENY, now, now + 50 * MILLI);
            strike.answered(ATLAS, Verdict.PERMIT, now, now + 60 * MILLI);

            assertThat(strike.effect().late()).isEqualTo(1);
            assertThat(strike.effect().lastPermitMillis()).isPositive().isLessThan(5000);
            assertThat(strike.effect().isKept()).isFalse();
        }
    }

    @Test
    void aPermitThatWasUnderWayIsToldOfAndForgiven() {
        long before = System.nanoTime();
        try (BanStrike strike = struck("true")) {
            strike.answered(CMS, Verdict.PERMIT, before, System.nanoTime());

            assertThat(strike.effect().late()).isZero();
            assertThat(strike.effect().lastPermitMillis()).isPositive();
            assertThat(strike.effect().isKept()).isTrue();
        }
    }

    @Test
    void theCommandIsToldWhomToBan() throws Exception {
        Path file = directory.resolve("vo:cms");

        try (BanStrike strike = struck("touch", directory.resolve("{}").toString())) {
            assertThat(strike.effect().exitCode()).isZero();
            assertThat(Files.exists(file)).isTrue();
            assertThat(strike.effect().atMillis()).isCloseTo(20, within(2000.0));
        }
    }

    @Test
    void aCommandThatFailsIsNoBan() {
        try (BanStrike strike = struck("false")) {
            assertThat(strike.effect().isKept()).isFalse();
        }
        try (BanStrike strike = struck("no-such-command-anywhere")) {
            assertThat(strike.effect().isKept()).isFalse();
        }
    }

    @Test
    void onlyVosAreBanned() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BanOrder.of(Duration.ZERO, "dn:/CN=x", List.of("true")))
                .withMessageContaining("150s=vo:demo.vo");
    }

    /** A strike whose command has been given a second to end. */
    private static BanStrike struck(String... command) {
        BanStrike strike = new BanStrike(BanOrder.of(Duration.ofMillis(20), "vo:cms", List.of(command)));
        strike.starts(System.nanoTime());
        for (int i = 0; i < 100 && strike.effect().exitCode() < 0; i++) {
            LockSupport.parkNanos(20 * MILLI);
        }
        return strike;
    }
}
