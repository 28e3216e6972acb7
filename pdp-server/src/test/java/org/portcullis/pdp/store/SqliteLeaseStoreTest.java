package org.portcullis.pdp.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.portcullis.pdp.store.Leases.ATLAS;
import static org.portcullis.pdp.store.Leases.NOW;
import static org.portcullis.pdp.store.Leases.account;
import static org.portcullis.pdp.store.Leases.key;
import static org.portcullis.pdp.store.Leases.pool;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.portcullis.pdp.mapping.Lease;
import org.portcullis.pdp.mapping.LeaseKey;
import org.portcullis.pdp.mapping.LeaseOutcome;
import org.portcullis.pdp.mapping.LeaseOutcome.Exhausted;
import org.portcullis.pdp.mapping.LeaseOutcome.Held;
import org.portcullis.pdp.mapping.Pool;
import org.portcullis.profile.Dn;

class SqliteLeaseStoreTest {
    @TempDir
    private Path directory;

    private Path file;

    @BeforeEach
    void name() {
        file = directory.resolve("leases.db");
    }

    @Test
    void firstFreeAccountInTheGivenOrderIsTaken() {
        try (SqliteLeaseStore store = SqliteLeaseStore.open(file)) {
            assertThat(account(store.acquire(key("a"), List.of("atlas7", "atlas3"), NOW)))
                    .isEqualTo("atlas7");
            assertThat(account(store.acquire(key("b"), List.of("atlas7", "atlas3"), NOW)))
                    .isEqualTo("atlas3");
            assertThat(store.acquire(key("c"), List.of("atlas7", "atlas3"), NOW))
                    .isEqualTo(new Exhausted());
        }
    }

    @Test
    void keyThatHoldsAnAccountKeepsItWhateverIsFreeNow() {
        try (SqliteLeaseStore store = SqliteLeaseStore.open(file)) {
            LeaseOutcome first = store.acquire(key("a"), List.of("atlas7"), NOW);

            assertThat(store.acquire(key("a"), List.of("atlas1"), NOW.plusSeconds(60)))
                    .isEqualTo(first);
            assertThat(store.acquire(key("a"), List.of(), NOW.plusSeconds(60))).isEqualTo(first);
        }
    }

    @Test
    void everyPartOfTheKeyCounts() {
        Dn dn = key("a").dn();
        List<LeaseKey> keys = List.of(
                key("a"),
                key("A"),
                new LeaseKey(ATLAS, dn, "prd"),
                new LeaseKey(ATLAS, dn, ""),
                new LeaseKey(ATLAS, new Dn("/C=XX/O=Grid/CN=a'; DROP TABLE lease; --"), "atlas"));
        try (SqliteLeaseStore store = SqliteLeaseStore.open(file)) {
            assertThat(keys.stream().map(key -> account(store.acquire(key, pool(9), NOW))))
                    .doesNotHaveDuplicates();
            assertThat(account(store.acquire(new LeaseKey(new Pool("cms"), dn, "atlas"), List.of("cms1"), NOW)))
                    .isEqualTo("cms1");
            assertThat(store.all()).hasSize(6);
        }
    }

    @Test
    void leasesSurviveAReopen() {
        Lease lease;
        try (SqliteLeaseStore store = SqliteLeaseStore.open(file)) {
            lease = ((Held) store.acquire(key("a"), pool(3), NOW)).lease();
        }

        try (SqliteLeaseStore store = SqliteLeaseStore.open(file)) {
            assertThat(store.find(key("a"))).contains(lease);
            assertThat(store.find(key("b"))).isEmpty();
            assertThat(store.all()).containsExactly(lease);
            assertThat(store.acquire(key("a"), pool(3), NOW)).isEqualTo(new Held(lease));
            assertThat(account(store.acquire(key("b"), pool(3), NOW))).isEqualTo("atlas00002");
        }
    }

    @Test
    void twoStoresOnOneFileGiveNoAccountTwice() {
        try (SqliteLeaseStore one = SqliteLeaseStore.open(file);
                SqliteLeaseStore two = SqliteLeaseStore.open(file)) {
            assertThat(account(one.acquire(key("a"), pool(2), NOW))).isEqualTo("atlas00001");
            assertThat(account(two.acquire(key("b"), pool(2), NOW))).isEqualTo("atlas00002");
            assertThat(account(two.acquire(key("a"), pool(2), NOW))).isEqualTo("atlas00001");
            assertThat(one.acquire(key("c"), pool(2), NOW)).isEqualTo(new Exhausted());
        }
    }

    @Test
    void manyFirstQuestionsOfOnePersonAreOneLease() throws Exception {
        try (SqliteLeaseStore store = SqliteLeaseStore.open(file)) {
            List<LeaseOutcome> outcomes = inParallel(i -> store.acquire(key("a"), pool(40), NOW));

            assertThat(outcomes).hasSize(50).containsOnly(outcomes.get(0));
            assertThat(store.all()).hasSize(1);
        }
    }

    @Test
    void morePeopleThanAccountsShareNone() throws Exception {
        try (SqliteLeaseStore store = SqliteLeaseStore.open(file)) {
            List<LeaseOutcome> outcomes = inParallel(i -> store.acquire(key("user" + i), pool(40), NOW));

            assertThat(outcomes.stream().filter(new Exhausted()::equals)).hasSize(10);
            assertThat(store.all()).extracting(Lease::account).containsExactlyInAnyOrderElementsOf(pool(40));
            assertThat(store.all()).extracting(Lease::key).doesNotHaveDuplicates();
        }
    }

    private static List<LeaseOutcome> inParallel(IntFunction<LeaseOutcome> question) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(50);
        try {
            List<Future<LeaseOutcome>> answers = IntStream.range(0, 50)
                    .mapToObj(i -> threads.submit(() -> question.apply(i)))
                    .toList();
            List<LeaseOutcome> outcomes = new ArrayList<>();
            for (Future<LeaseOutcome> answer : answers) {
                outcomes.add(answer.get());
            }
            return outcomes;
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void everyGrantIsInTheHistoryOnce() throws SQLException {
        try (SqliteLeaseStore store = SqliteLeaseStore.open(file)) {
            store.acquire(key("a"), pool(3), NOW);
            store.acquire(key("a"), pool(3), NOW);
            store.acquire(key("b"), List.of(), NOW);
        }

        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT group_concat(seq || kind || dn || account || (at / 1000)) FROM lease_event")) {
            assertThat(rows.getString(1)).isEqualTo("1granted/C=XX/O=Grid/CN=aatlas00001" + NOW.getEpochSecond());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"DELETE FROM lease_event", "UPDATE lease_event SET account = 'atlas9'"})
    void historyCannotBeRewritten(String sql) throws SQLException {
        try (SqliteLeaseStore store = SqliteLeaseStore.open(file)) {
            store.acquire(key("a"), pool(3), NOW);
        }

        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            assertThat(catchThrowable(() -> statement.execute(sql))).hasMessageContaining("append-only");
        }
    }
}
