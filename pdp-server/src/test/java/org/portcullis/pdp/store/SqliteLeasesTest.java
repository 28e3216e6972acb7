package org.portcullis.pdp.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.portcullis.pdp.store.Leases.NOW;
import static org.portcullis.pdp.store.Leases.account;
import static org.portcullis.pdp.store.Leases.key;
import static org.portcullis.pdp.store.Leases.pool;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.portcullis.pdp.mapping.LeaseOutcome.Quarantined;
import org.portcullis.pdp.mapping.LeaseRegister;
import org.portcullis.pdp.mapping.LeaseTerms;

class SqliteLeasesTest {
    @TempDir
    private Path directory;

    private Path file;

    @BeforeEach
    void name() {
        file = directory.resolve("leases.db");
    }

    @Nested
    class Granting extends GrantingContract {
        @Override
        LeaseSite newSite() {
            return LeaseSite.sqlite(file);
        }
    }

    @Nested
    class Lifecycle extends LifecycleContract {
        @Override
        LeaseSite newSite() {
            return LeaseSite.sqlite(file);
        }
    }

    @Test
    void namesThatDifferInCaseAreDifferentPeople() {
        try (LeaseRegister store = SqliteLeases.open(file)) {
            assertThat(account(store.acquire(key("a"), pool(2), NOW))).isEqualTo("atlas00001");
            assertThat(account(store.acquire(key("A"), pool(2), NOW))).isEqualTo("atlas00002");
        }
    }

    @Test
    void whoIsNotRememberedHasWhatTheStoreSays() throws SQLException {
        LeaseTerms forgetful = new LeaseTerms(Duration.ZERO, Duration.ofDays(30), false);
        try (LeaseRegister store = SqliteLeases.open(file, forgetful, InstantSource.system())) {
            String mine = account(store.acquire(key("a"), pool(3), NOW));
            assertThat(account(store.acquire(key("a"), pool(3), NOW))).isEqualTo(mine);

            sql("UPDATE lease SET account = 'atlas00003'");

            assertThat(account(store.acquire(key("a"), pool(3), NOW))).isEqualTo("atlas00003");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"DELETE FROM lease_event", "UPDATE lease_event SET account = 'atlas9'"})
    void historyCannotBeRewritten(String sql) {
        try (LeaseRegister store = SqliteLeases.open(file)) {
            store.acquire(key("a"), pool(3), NOW);
        }

        assertThat(catchThrowable(() -> sql(sql))).hasMessageContaining("append-only");
    }

    @Test
    void storeOfTheFirstReleaseIsBroughtUpWithItsLeases() throws SQLException {
        try (LeaseRegister store = SqliteLeases.open(file)) {
            store.acquire(key("a"), pool(1), NOW);
        }
        backToTheFirstRelease();

        try (LeaseRegister store = SqliteLeases.open(file)) {
            assertThat(store.held()).extracting(held -> held.lease().key()).containsExactly(key("a"));
            assertThat(store.history()).hasSize(1);
            store.release("atlas00001", NOW, "ann", "left");
            assertThat(store.acquire(key("b"), pool(1), NOW)).isEqualTo(new Quarantined());
        }
    }

    private void backToTheFirstRelease() throws SQLException {
        for (String sql : List.of(
                "DELETE FROM flyway_schema_history WHERE version = '2'",
                "DROP TABLE quarantine",
                "DROP TABLE frozen",
                "DROP INDEX lease_event_by_account",
                "DROP INDEX lease_event_by_dn",
                "DROP INDEX lease_by_pool",
                "DROP INDEX lease_by_use",
                "ALTER TABLE lease_event DROP COLUMN author",
                "ALTER TABLE lease_event DROP COLUMN reason")) {
            sql(sql);
        }
    }

    private void sql(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
