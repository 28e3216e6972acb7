package org.portcullis.pdp.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.portcullis.pdp.store.Leases.NOW;
import static org.portcullis.pdp.store.Leases.account;
import static org.portcullis.pdp.store.Leases.key;
import static org.portcullis.pdp.store.Leases.pool;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.portcullis.pdp.mapping.LeaseRegister;
import org.portcullis.pdp.mapping.LeaseTerms;
import org.portcullis.pdp.mapping.StoreUnavailableException;

/** A database that is slow, paused, locked or gone, under a server that works. */
@ExtendWith(PostgresExtension.class)
class PostgresTroubleTest {
    /** On a machine that never stands still. */
    private static final Duration LONGEST_REFUSAL = Duration.ofMillis(500);

    private static final Duration LONGEST_RECOVERY = Duration.ofSeconds(5);

    @TempDir
    private Path directory;

    private Hiccups hiccups;
    private PostgresServer database;
    private TcpChaos chaos;
    private String url;
    private LeaseRegister store;
    private volatile Instant now = NOW;

    @BeforeEach
    void serve(PostgresServer running) throws IOException {
        hiccups = Hiccups.listening();
        database = running;
        url = database.newDatabase();
        chaos = TcpChaos.before(database.port(), directory);
        store = LeaseSite.postgres(chaos.through(url)).open(LeaseTerms.DEFAULTS, () -> now);
        Awaitility.await().until(() -> isServed("known"));
        store.keepUp();
    }

    @AfterEach
    void close() {
        store.close();
        chaos.close();
        hiccups.close();
    }

    /** What holds while the database is in trouble, from the first moment on. */
    private void assertThatTheSiteGoesOn() {
        for (int i = 0; i < 8; i++) {
            long start = System.nanoTime();
            int number = i;
            assertThatThrownBy(() -> store.acquire(key("new" + number), pool(99), NOW))
                    .isInstanceOf(StoreUnavailableException.class);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(hiccups.added(LONGEST_REFUSAL));
            assertThat(account(store.acquire(key("known"), pool(99), NOW))).isEqualTo("atlas00001");
        }
    }

    private void assertThatItRecovers() {
        Awaitility.await().atMost(LONGEST_RECOVERY).until(() -> isServed("new0"));
        assertThat(store.history()).extracting(event -> event.lease().key()).doesNotHaveDuplicates();
    }

    private boolean isServed(String name) {
        try {
            return account(store.acquire(key(name), pool(99), NOW)).startsWith("atlas");
        } catch (StoreUnavailableException e) {
            return false;
        }
    }

    @Test
    void databaseThatIsStoppedAndStarted() {
        database.stop();
        try {
            assertThatTheSiteGoesOn();
            Awaitility.await().until(() -> store.problem().isPresent());
        } finally {
            database.resume();
        }

        assertThatItRecovers();
        assertThat(PostgresServer.backends(url)).hasSizeLessThanOrEqualTo(2);
        Awaitility.await().atMost(LONGEST_RECOVERY).until(() -> store.problem().isEmpty());
    }

    @Test
    void databaseWhoseProcessesArePaused() throws Exception {
        List<Long> paused = PostgresServer.backends(url);
        signal("-STOP", paused);
        try {
            long start = System.nanoTime();
            isServed("new0");
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(hiccups.added(LONGEST_REFUSAL));
            assertThat(account(store.acquire(key("known"), pool(99), NOW))).isEqualTo("atlas00001");
        } finally {
            signal("-CONT", paused);
        }

        assertThatItRecovers();
    }

    private static void signal(String signal, List<Long> processes) throws Exception {
        for (long process : processes) {
            new ProcessBuilder("kill", signal, String.valueOf(process)).start().waitFor();
        }
    }

    @Test
    void databaseThatTakesTwoSecondsForEverything() {
        chaos.set("{\"latency_ms\":2000}");
        Awaitility.await().until(() -> store.problem().isPresent());

        assertThatTheSiteGoesOn();

        chaos.set("{}");
        assertThatItRecovers();
    }

    @Test
    void databaseThatNeverReplies() {
        chaos.set("{\"mode\":\"blackhole\"}");
        Awaitility.await().until(() -> store.problem().isPresent());

        assertThatTheSiteGoesOn();

        chaos.set("{}");
        assertThatItRecovers();
    }

    /** As a standby is, or a database whose disk filled up once too often. */
    @Test
    void databaseThatMayOnlyBeRead() {
        setReadOnly("on");

        Awaitility.await().untilAsserted(() -> {
            assertThatTheSiteGoesOn();
            assertThat(store.problem())
                    .hasValueSatisfying(why -> assertThat(why).contains("read-only"));
        });
        setReadOnly("off");
        assertThatItRecovers();
        assertThat(store.problem()).isEmpty();
    }

    private void setReadOnly(String isReadOnly) {
        PostgresServer.sql(
                url.replaceFirst("/leases\\d+$", "/postgres"),
                "ALTER DATABASE " + url.substring(url.lastIndexOf('/') + 1) + " SET default_transaction_read_only = "
                        + isReadOnly,
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '"
                        + url.substring(url.lastIndexOf('/') + 1) + "'");
    }

    @Test
    void writerThatHoldsTheTurnForAWhile() throws Exception {
        try (Connection other = DriverManager.getConnection(url, PostgresServer.USER, PostgresServer.PASSWORD);
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("SELECT turn FROM lease_turn FOR UPDATE");

            assertThatTheSiteGoesOn();
        }

        assertThatItRecovers();
    }

    @Test
    void everyoneInTheCrowdIsRefusedInTime() throws Exception {
        chaos.set("{\"mode\":\"stall_reply\"}");
        Awaitility.await().pollDelay(Duration.ofMillis(100)).until(() -> true);
        ExecutorService threads = Executors.newFixedThreadPool(20);
        try {
            List<Future<Duration>> refusals = IntStream.range(0, 20)
                    .mapToObj(i -> threads.submit(() -> {
                        long start = System.nanoTime();
                        isServed("crowd" + i);
                        return Duration.ofNanos(System.nanoTime() - start);
                    }))
                    .toList();

            for (Future<Duration> refusal : refusals) {
                assertThat(refusal.get()).isLessThan(hiccups.added(LONGEST_REFUSAL));
            }
        } finally {
            threads.shutdownNow();
        }
        chaos.set("{}");
        assertThatItRecovers();
    }

    /** By then another server may have ended the lease and given its account away. */
    @Test
    void leaseIsNotBelievedWhenTheDatabaseWasAwayForAWholeQuarantine() {
        Instant late = NOW.plus(LeaseTerms.DEFAULTS.quarantine());
        chaos.set("{\"mode\":\"blackhole\"}");
        Awaitility.await().until(() -> store.problem().isPresent());

        assertThat(account(store.acquire(key("known"), pool(99), late.minusSeconds(1))))
                .isEqualTo("atlas00001");
        assertThatThrownBy(() -> store.acquire(key("known"), pool(99), late))
                .isInstanceOf(StoreUnavailableException.class);

        now = late;
        chaos.set("{}");
        Awaitility.await().until(() -> store.problem().isEmpty());
        assertThat(account(store.acquire(key("known"), pool(99), late))).isEqualTo("atlas00001");
    }
}
