package org.portcullis.pdp.store;

import static org.assertj.core.api.Assertions.assertThat;
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
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.portcullis.pdp.mapping.LeaseRegister;
import org.portcullis.pdp.mapping.LeaseTerms;
import org.portcullis.pdp.mapping.StoreUnavailableException;

/** Leases whose commit is done but never confirmed; {@code portcullis.commit-unknown.rounds} says how many. */
@ExtendWith(PostgresExtension.class)
class CommitUnknownTest {
    private static final int ROUNDS = Integer.getInteger("portcullis.commit-unknown.rounds", 20);
    /** Commits take so long that their reply can be cut, and are done all the same. */
    private static final String[] SLOW_COMMITS = {
        "CREATE FUNCTION nap() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN PERFORM pg_sleep(0.25); RETURN NULL; END'",
        "CREATE CONSTRAINT TRIGGER nap AFTER INSERT ON lease DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE"
                + " FUNCTION nap()"
    };

    @TempDir
    private Path directory;

    @Test
    void leaseThatNobodyWasToldOfIsGivenToWhoAsksAgain(PostgresServer database) throws Exception {
        LeaseJudge judge = new LeaseJudge(directory);
        String url = database.newDatabase();
        try (TcpChaos chaos = TcpChaos.before(database.port(), directory);
                LeaseRegister store = LeaseSite.postgres(chaos.through(url)).open(LeaseTerms.DEFAULTS, () -> NOW);
                Connection witness = DriverManager.getConnection(url, PostgresServer.USER, PostgresServer.PASSWORD)) {
            PostgresServer.sql(url, SLOW_COMMITS);
            for (int round = 0; round < ROUNDS; round++) {
                String name = "user" + round;
                CompletableFuture<String> first = CompletableFuture.supplyAsync(() -> ask(store, name));
                Awaitility.await().pollInterval(Duration.ofMillis(2)).until(() -> commits(witness) == 1);
                chaos.set("{\"mode\":\"reset\"}");
                judge.saw(name, first.join());
                Awaitility.await().pollInterval(Duration.ofMillis(5)).until(() -> commits(witness) == 0);
                assertThat(leases(witness)).isEqualTo(round + 1);
                chaos.set("{}");
                judge.saw(name, askUntilAnswered(store, name));
            }

            assertThat(judge.verdict(store.all(), ROUNDS)).isEmpty();
            assertThat(store.history()).hasSize(ROUNDS);
        }
    }

    private static String ask(LeaseRegister store, String name) {
        try {
            return account(store.acquire(key(name), pool(ROUNDS), NOW));
        } catch (StoreUnavailableException e) {
            return "?";
        }
    }

    private static String askUntilAnswered(LeaseRegister store, String name) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(5))
                .until(() -> ask(store, name), account -> account.startsWith("atlas"));
    }

    private static long commits(Connection witness) throws SQLException {
        return number(
                witness,
                "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND query ILIKE 'commit%'"
                        + " AND state = 'active'");
    }

    private static long leases(Connection witness) throws SQLException {
        return number(witness, "SELECT count(*) FROM lease");
    }

    private static long number(Connection witness, String sql) throws SQLException {
        try (Statement statement = witness.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
