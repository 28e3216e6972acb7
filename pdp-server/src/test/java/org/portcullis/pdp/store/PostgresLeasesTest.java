package org.portcullis.pdp.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.portcullis.pdp.store.Leases.ATLAS;
import static org.portcullis.pdp.store.Leases.NOW;
import static org.portcullis.pdp.store.Leases.account;
import static org.portcullis.pdp.store.Leases.key;
import static org.portcullis.pdp.store.Leases.pool;

import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.portcullis.pdp.mapping.LeaseKey;
import org.portcullis.pdp.mapping.LeaseOutcome.Exhausted;
import org.portcullis.pdp.mapping.LeaseRegister;
import org.portcullis.pdp.mapping.LeaseTerms;
import org.portcullis.pdp.mapping.StoreUnavailableException;
import org.portcullis.profile.Dn;

@ExtendWith(PostgresExtension.class)
class PostgresLeasesTest {
    private String url;

    @BeforeEach
    void makeDatabase(PostgresServer server) {
        url = server.newDatabase();
    }

    private LeaseRegister open() {
        return LeaseSite.postgres(url).open(LeaseTerms.DEFAULTS, () -> NOW);
    }

    @Nested
    class Granting extends GrantingContract {
        @Override
        LeaseSite newSite() {
            return LeaseSite.postgres(url);
        }
    }

    @Nested
    class Lifecycle extends LifecycleContract {
        @Override
        LeaseSite newSite() {
            return LeaseSite.postgres(url);
        }
    }

    @Test
    void namesThatDifferInCaseAreDifferentPeople() {
        try (LeaseRegister store = open()) {
            assertThat(account(store.acquire(key("a"), pool(2), NOW))).isEqualTo("atlas00001");
            assertThat(account(store.acquire(key("A"), pool(2), NOW))).isEqualTo("atlas00002");
        }
    }

    @Test
    void longestNameThereIsHasALeaseToo() {
        Dn longest = Dn.parse("/CN=" + "\uD83D\uDE00".repeat((Dn.MAX_LENGTH - 4) / 2));
        try (LeaseRegister store = open()) {
            assertThat(account(store.acquire(new LeaseKey(ATLAS, longest, "atlas"), pool(1), NOW)))
                    .isEqualTo("atlas00001");
            assertThat(store.history(longest)).hasSize(1);
        }
    }

    @Test
    void serverKnowsSoonWhatTheOtherOneGranted() {
        try (LeaseRegister one = open();
                LeaseRegister two = open()) {
            two.keepUp();

            one.acquire(key("a"), pool(2), NOW);

            Awaitility.await().until(() -> two.find(key("a")).isPresent());
            assertThat(account(two.acquire(key("a"), pool(2), NOW))).isEqualTo("atlas00001");
            assertThat(account(two.acquire(key("b"), pool(2), NOW))).isEqualTo("atlas00002");
            assertThat(one.acquire(key("c"), pool(2), NOW)).isEqualTo(new Exhausted());
        }
    }

    @Test
    void databaseItselfRefusesASecondHolder() {
        try (LeaseRegister store = open()) {
            store.acquire(key("a"), pool(2), NOW);
        }

        assertThat(catchThrowable(() ->
                        PostgresServer.sql(url, "INSERT INTO lease VALUES ('atlas', '/CN=x', '', 'atlas00001', 0, 0)")))
                .hasMessageContaining("lease_pkey");
        assertThat(catchThrowable(() -> PostgresServer.sql(
                        url, "INSERT INTO lease SELECT pool, dn, primary_group, 'atlas00002', 0, 0 FROM lease")))
                .hasMessageContaining("lease_one_per_key");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"DELETE FROM lease_event", "UPDATE lease_event SET account = 'atlas9'", "TRUNCATE lease_event"})
    void historyCannotBeRewritten(String sql) {
        try (LeaseRegister store = open()) {
            store.acquire(key("a"), pool(3), NOW);
        }

        assertThat(catchThrowable(() -> PostgresServer.sql(url, sql))).hasMessageContaining("append-only");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "UPDATE flyway_schema_history SET version = '99'      | has schema version 99, which this release",
                "UPDATE flyway_schema_history SET checksum = 1        | altered release",
                "UPDATE lease SET account = 'root'                    | `root`",
                "DELETE FROM lease_turn                               | insert one",
            })
    void databaseThatIsNotAsItWasLeftIsRefused(String sql, String reason) {
        try (LeaseRegister store = open()) {
            store.acquire(key("a"), pool(3), NOW);
        }
        PostgresServer.sql(url, sql);

        assertThatThrownBy(this::open)
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageContaining(url)
                .hasMessageContaining(reason)
                .hasMessageNotContaining(PostgresServer.PASSWORD);
    }

    @Test
    void databaseOfSomethingElseIsRefused() {
        PostgresServer.sql(url, "CREATE TABLE browser_history (url text)");

        assertThatThrownBy(this::open).hasMessageContaining("tables of something else");
    }

    @Test
    void roleThatMayChangeNoTablesServesATableThatIsThere() {
        try (LeaseRegister owner = open()) {
            owner.acquire(key("a"), pool(3), NOW);
        }
        PostgresServer.sql(
                url,
                "REVOKE CREATE ON SCHEMA public FROM PUBLIC",
                "DROP ROLE IF EXISTS service",
                "CREATE ROLE service LOGIN PASSWORD 'x'",
                "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO service");

        try (LeaseRegister store = PostgresLeases.open(url, "service", "x", LeaseTerms.DEFAULTS, () -> NOW)) {
            assertThat(account(store.acquire(key("b"), pool(3), NOW))).isEqualTo("atlas00002");
        }
        PostgresServer.sql(url, "DROP OWNED BY service", "DROP ROLE service");
    }

    @Test
    void wrongPasswordIsNotRepeatedInTheMessage() {
        List<String> wrong = List.of("not the secret");

        assertThatThrownBy(() ->
                        PostgresLeases.open(url, PostgresServer.USER, wrong.get(0), LeaseTerms.DEFAULTS, () -> NOW))
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageContaining("password authentication failed")
                .hasMessageNotContaining("not the secret");
    }
}
