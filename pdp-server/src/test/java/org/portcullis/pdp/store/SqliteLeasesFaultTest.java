package org.portcullis.pdp.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.portcullis.pdp.store.Leases.NOW;
import static org.portcullis.pdp.store.Leases.account;
import static org.portcullis.pdp.store.Leases.key;
import static org.portcullis.pdp.store.Leases.pool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.portcullis.pdp.mapping.LeaseRegister;
import org.portcullis.pdp.mapping.LeaseTerms;
import org.portcullis.pdp.mapping.StoreUnavailableException;

class SqliteLeasesFaultTest {
    @TempDir
    private Path directory;

    private final Hiccups hiccups = Hiccups.listening();
    private Path file;

    @AfterEach
    void close() {
        hiccups.close();
    }

    @BeforeEach
    void make() {
        file = directory.resolve("leases.db");
        try (LeaseRegister store = open()) {
            store.acquire(key("known"), pool(3), NOW);
            store.acquire(key("other"), pool(3), NOW);
        }
    }

    private LeaseRegister open() {
        return SqliteLeases.open(file, LeaseTerms.DEFAULTS, () -> NOW);
    }

    private void sql(String... statements) {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private Duration timeOfRefusal(LeaseRegister store, String name) {
        long start = System.nanoTime();
        assertThatThrownBy(() -> store.acquire(key(name), pool(3), NOW)).isInstanceOf(StoreUnavailableException.class);
        return Duration.ofNanos(System.nanoTime() - start);
    }

    @Test
    void lockedStoreAnswersWhatItKnowsAndRefusesTheRestInTime() throws Exception {
        try (LeaseRegister store = open();
                Connection other = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement lock = other.createStatement()) {
            lock.execute("BEGIN IMMEDIATE");

            assertThat(timeOfRefusal(store, "new")).isLessThan(hiccups.added(Duration.ofMillis(500)));
            assertThat(account(store.acquire(key("known"), pool(3), NOW))).isEqualTo("atlas00001");

            lock.execute("ROLLBACK");
            assertThat(account(store.acquire(key("new"), pool(3), NOW))).isEqualTo("atlas00003");
        }
    }

    @Test
    void everyoneInTheQueueIsRefusedInTime() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(20);
        try (LeaseRegister store = open();
                Connection other = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement lock = other.createStatement()) {
            lock.execute("BEGIN IMMEDIATE");

            List<Future<Duration>> refusals = IntStream.range(0, 20)
                    .mapToObj(i -> threads.submit(() -> timeOfRefusal(store, "new" + i)))
                    .toList();
            for (Future<Duration> refusal : refusals) {
                assertThat(refusal.get()).isLessThan(hiccups.added(Duration.ofMillis(500)));
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void leaseThatCouldNotBeWrittenIsNotKnownAndCanBeAskedForAgain() {
        try (LeaseRegister store = open()) {
            sql("CREATE TRIGGER fault BEFORE INSERT ON lease_event BEGIN SELECT RAISE(ABORT, 'disk on fire'); END");

            assertThatThrownBy(() -> store.acquire(key("new"), pool(3), NOW))
                    .isInstanceOf(StoreUnavailableException.class)
                    .hasMessageContaining("disk on fire");
            assertThat(store.find(key("new"))).isEmpty();

            sql("DROP TRIGGER fault");
            assertThat(account(store.acquire(key("new"), pool(3), NOW))).isEqualTo("atlas00003");
        }
    }

    @Test
    void deletedDirectoryIsNoticed() throws IOException {
        Path doomed = Files.createDirectory(directory.resolve("doomed"));
        try (LeaseRegister store = SqliteLeases.open(doomed.resolve("leases.db"))) {
            store.acquire(key("known"), pool(3), NOW);
            for (String suffix : List.of("", "-wal", "-shm")) {
                Files.delete(doomed.resolve("leases.db" + suffix));
            }
            Files.delete(doomed);

            assertThatThrownBy(() -> store.acquire(key("new"), pool(3), NOW))
                    .isInstanceOf(StoreUnavailableException.class)
                    .hasMessageContaining("is gone");
            assertThat(store.find(key("new"))).isEmpty();
            assertThat(store.find(key("known"))).isPresent();
        }
    }

    @Test
    void replacedFileIsNoticed() throws IOException {
        Path backup = Files.copy(file, directory.resolve("backup.db"));
        try (LeaseRegister store = open()) {
            Files.move(backup, file, StandardCopyOption.REPLACE_EXISTING);

            assertThatThrownBy(() -> store.acquire(key("new"), pool(3), NOW))
                    .isInstanceOf(StoreUnavailableException.class)
                    .hasMessageContaining("was replaced");
        }
    }

    @Test
    void closedStoreIsUnavailable() {
        LeaseRegister store = open();
        store.close();

        assertThatThrownBy(() -> store.acquire(key("new"), pool(3), NOW)).isInstanceOf(StoreUnavailableException.class);
    }

    @Test
    void interruptedThreadStaysInterrupted() {
        try (LeaseRegister store = open()) {
            Thread.currentThread().interrupt();

            assertThatThrownBy(() -> store.acquire(key("new"), pool(3), NOW))
                    .isInstanceOf(StoreUnavailableException.class);
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    private void assertThatOpenIsRefused(String reason) {
        assertThatThrownBy(() -> SqliteLeases.open(file))
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining(reason)
                .extracting(Throwable::getMessage)
                .asString()
                .doesNotContain("\n");
    }

    @ParameterizedTest(name = "version {0}")
    @ValueSource(strings = {"99", "0.5"})
    void schemaOfAnotherReleaseIsRefused(String version) {
        sql("UPDATE flyway_schema_history SET version = '" + version + "'");

        assertThatOpenIsRefused("has schema version " + version + ", which this release does not know");
    }

    @Test
    void changedMigrationIsRefused() {
        sql("UPDATE flyway_schema_history SET checksum = 1");

        assertThatOpenIsRefused("altered release");
    }

    @Test
    void firstStartThatWasCutShortIsMadeGood() {
        sql(
                "DELETE FROM flyway_schema_history",
                "DROP TABLE lease",
                "DROP TABLE lease_event",
                "DROP TABLE quarantine",
                "DROP TABLE frozen");

        try (LeaseRegister store = open()) {
            assertThat(account(store.acquire(key("new"), pool(3), NOW))).isEqualTo("atlas00001");
        }
    }

    @Test
    void databaseOfSomethingElseIsRefused() {
        file = directory.resolve("other.db");
        sql("CREATE TABLE browser_history (url TEXT)");

        assertThatOpenIsRefused("tables of something else");
    }

    @Test
    void fileThatIsNoDatabaseIsRefused() throws IOException {
        Files.writeString(file, "these are not the bytes of a database, and there are many of them".repeat(100));

        assertThatOpenIsRefused("not a database");
    }

    @Test
    void damagedFileIsRefused() throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        Arrays.fill(bytes, 4096, bytes.length, (byte) 0x5a);
        Files.write(file, bytes);

        assertThatOpenIsRefused("malformed");
    }

    @Test
    void missingDirectoryIsRefusedAndNotMade() {
        file = directory.resolve("no/such/leases.db");

        assertThatOpenIsRefused("no/such");
        assertThat(directory.resolve("no")).doesNotExist();
    }

    @Test
    void accountWithTwoHoldersIsRefused() {
        sql(
                "CREATE TABLE edited AS SELECT * FROM lease",
                "DROP TABLE lease",
                "ALTER TABLE edited RENAME TO lease",
                "UPDATE lease SET account = 'atlas00001'");

        assertThatOpenIsRefused("account `atlas00001`");
    }

    @Test
    void handEditUnderARunningServerIsToldAndWhatItKnewServes() {
        try (LeaseRegister store = open()) {
            sql(
                    "CREATE TABLE edited AS SELECT * FROM lease",
                    "DROP TABLE lease",
                    "ALTER TABLE edited RENAME TO lease",
                    "UPDATE lease SET account = 'atlas00001'");

            store.keepUp();

            Awaitility.await().until(() -> store.problem().isPresent());
            assertThat(store.problem().orElseThrow()).contains("account `atlas00001`", "more than once");
            assertThat(account(store.acquire(key("known"), pool(3), NOW))).isEqualTo("atlas00001");
            assertThat(account(store.acquire(key("other"), pool(3), NOW))).isEqualTo("atlas00002");
        }
    }

    @Test
    void rowThatIsNoLeaseIsRefused() {
        sql("UPDATE lease SET account = 'root' WHERE account = 'atlas00002'");

        assertThatOpenIsRefused("`root`");
    }

    @Test
    void fileThatCannotBeWrittenIsRefused() {
        assertThat(file.toFile().setReadOnly()).isTrue();
        Assumptions.assumeFalse(file.toFile().canWrite(), "root may write any file");

        assertThatOpenIsRefused("readonly");
    }
}
