package org.portcullis.pdp.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.portcullis.pdp.mapping.LeaseRegister;
import org.portcullis.pdp.mapping.LeaseTerms;
import org.portcullis.pdp.store.AskedStore.Answer;
import org.portcullis.pdp.store.FaultyDisk.Temper;

/** What holds of a store whose disk is slow, full, read-only, or does not keep what is written. */
abstract class BadDiskContract {
    /** On a machine that never stands still. */
    private static final Duration LONGEST_ANSWER = Duration.ofMillis(500);

    private static final Duration LONGEST_RECOVERY = Duration.ofSeconds(5);
    private static final Duration LATEST_ALARM = Duration.ofSeconds(5);
    private static final int POOL = 2_000;
    private static final int REFUSED_IN_A_ROW = 5;

    @TempDir
    private Path directory;

    private final Map<String, String> told = new HashMap<>();
    private final Hiccups hiccups = Hiccups.listening();
    private LeaseJudge judge;
    private AskedStore store;
    private int newcomers;

    abstract FaultyDisk disk();

    abstract LeaseSite site();

    abstract AskedStore start(LeaseSite site, int pool);

    /** What must be done by hand, once the disk is good again. */
    abstract void repairAfter(Temper temper) throws IOException;

    @BeforeEach
    void ask() {
        judge = new LeaseJudge(directory);
        restart();
        for (int i = 0; i < 3; i++) {
            assertThat(answer("known" + i).isGiven()).isTrue();
        }
    }

    @AfterEach
    void close() {
        hiccups.close();
        store.close();
    }

    final void restart() {
        if (store != null) {
            store.close();
        }
        store = start(site(), POOL);
    }

    private Answer answer(String name) {
        Answer answer = store.ask(name);
        judge.saw(name, answer.account());
        if (answer.isGiven()) {
            assertThat(told.merge(name, answer.account(), (before, now) -> before))
                    .isEqualTo(answer.account());
        }
        return answer;
    }

    final Answer askNewcomer() {
        return answer("new" + newcomers++);
    }

    /** Newcomers come until none gets anything any more, each is told in time, and so is everybody who was told before. */
    private void assertThatNewcomersAreRefusedInTime() {
        for (int refused = 0; refused < REFUSED_IN_A_ROW && newcomers < POOL; ) {
            Answer newcomer = askNewcomer();
            assertThat(newcomer.took()).isLessThan(hiccups.added(LONGEST_ANSWER));
            refused = newcomer.isGiven() ? 0 : refused + 1;
            Answer known = answer("known" + newcomers % 3);
            assertThat(known.isGiven()).isTrue();
            assertThat(known.took()).isLessThan(hiccups.added(LONGEST_ANSWER));
        }
        assertThat(newcomers).isLessThan(POOL);
    }

    private void assertThatAllIsWellAfter(Temper temper) throws Exception {
        disk().is(Temper.GOOD);
        repairAfter(temper);
        Awaitility.await().atMost(LONGEST_RECOVERY).until(() -> askNewcomer().isGiven());
        told.keySet().forEach(this::answer);
        for (int i = 0; i < newcomers; i++) {
            answer("new" + i);
        }
        store.close();
        try (LeaseRegister opened = site().open(LeaseTerms.DEFAULTS, InstantSource.system())) {
            assertThat(judge.verdict(opened.all(), POOL)).isEmpty();
        }
    }

    @Test
    void slowDiskKeepsNobodyWaiting() throws Exception {
        disk().is(Temper.SLOW);

        assertThatNewcomersAreRefusedInTime();

        assertThatAllIsWellAfter(Temper.SLOW);
    }

    @Test
    void fullDiskTakesNothingFromThoseWhoWereToldAndIsGoodAgainByItself() throws Exception {
        disk().is(Temper.FULL);

        assertThatNewcomersAreRefusedInTime();

        Awaitility.await()
                .atMost(LATEST_ALARM)
                .until(() -> !askNewcomer().problem().isEmpty());
        assertThatAllIsWellAfter(Temper.FULL);
    }

    @Test
    void readOnlyDiskTakesNothingFromThoseWhoWereTold() throws Exception {
        disk().is(Temper.READ_ONLY);

        assertThatNewcomersAreRefusedInTime();

        Awaitility.await()
                .atMost(LATEST_ALARM)
                .until(() -> !askNewcomer().problem().isEmpty());
        assertThatAllIsWellAfter(Temper.READ_ONLY);
    }

    @Test
    void diskThatDoesNotKeepWhatIsWrittenIsNotBelievedTheNextTime() throws Exception {
        disk().is(Temper.UNKEPT);

        assertThatNewcomersAreRefusedInTime();

        Awaitility.await()
                .atMost(LATEST_ALARM)
                .until(() -> !askNewcomer().problem().isEmpty());
        assertThatAllIsWellAfter(Temper.UNKEPT);
    }
}
