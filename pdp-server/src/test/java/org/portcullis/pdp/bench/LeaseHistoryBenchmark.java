package org.portcullis.pdp.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.portcullis.pdp.mapping.LeaseEvent;
import org.portcullis.pdp.mapping.LeaseRegister;
import org.portcullis.pdp.mapping.Pool;
import org.portcullis.pdp.store.SqliteLeases;
import org.portcullis.profile.Dn;

/** A SQLite store with 100,000 leases and a long history: what opening it and looking into it costs. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 1)
@Measurement(iterations = 5)
public class LeaseHistoryBenchmark {
    private static final int LEASES = 100_000;
    private static final String FILL = """
            WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < %d)
            INSERT INTO %s SELECT %s FROM n""";

    /** How many events there are. */
    @Param({"100000", "10000000"})
    @SuppressWarnings("NullAway.Init")
    public String events;

    @SuppressWarnings("NullAway.Init")
    private Path file;

    @SuppressWarnings("NullAway.Init")
    private LeaseRegister store;

    private int asked;

    /** What is alive after a collection, on average over the iterations. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.EVENTS)
    public static class Kilobytes {
        /** For 100,000 leases. */
        public long kilobytes;
    }

    /** Writes the rows faster than anybody could grant leases, and the indexes that the store made once they are there. */
    @Setup(Level.Trial)
    public void fill() throws IOException, SQLException {
        file = Files.createTempDirectory("bench").resolve("leases.db");
        SqliteLeases.open(file).close();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA synchronous = OFF");
            List<String> indexes = dropIndexes(statement);
            String person = "'/DC=org/DC=example/C=XX/O=Grid/CN=Person Number ' || (i %% %d)".formatted(LEASES);
            String account = "'pool' || (i %% %d)".formatted(LEASES);
            statement.execute(FILL.formatted(
                    Integer.parseInt(events) - 1,
                    "lease_event (at, kind, pool, dn, primary_group, account, author, reason)",
                    "i * 1000, CASE i / %d %% 2 WHEN 0 THEN 'granted' ELSE 'released' END, 'pool', %s, 'atlas', %s, '', ''"
                            .formatted(LEASES, person, account)));
            statement.execute(
                    FILL.formatted(LEASES - 1, "lease", "'pool', " + person + ", 'atlas', " + account + ", 0, 0"));
            for (String index : indexes) {
                statement.execute(index);
            }
        }
        store = SqliteLeases.open(file);
    }

    private static List<String> dropIndexes(Statement statement) throws SQLException {
        List<String> names = new ArrayList<>();
        List<String> made = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery(
                "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = 'lease_event'")) {
            while (rows.next()) {
                names.add(rows.getString(1));
                made.add(rows.getString(2));
            }
        }
        for (String name : names) {
            statement.execute("DROP INDEX " + name);
        }
        return made;
    }

    /** Closes it and removes it. */
    @TearDown(Level.Trial)
    public void close() throws IOException {
        store.close();
        Files.delete(file);
    }

    /** Who had an account, ever; another one each time. */
    @Benchmark
    public List<LeaseEvent> traceAccount() {
        return store.history("pool" + next());
    }

    /** What accounts somebody had, ever. */
    @Benchmark
    public List<LeaseEvent> traceDn() {
        return store.history(new Dn("/DC=org/DC=example/C=XX/O=Grid/CN=Person Number " + next()));
    }

    /** How the pools filled lately, which is asked of the whole history. */
    @Benchmark
    public Map<Pool, Long> growth() {
        return store.growth(Instant.EPOCH);
    }

    private int next() {
        asked = (asked + 7_919) % LEASES;
        return asked;
    }

    /** Opens the store, as a start or a command does, and weighs what is known by heart. */
    @Benchmark
    public LeaseRegister open(Kilobytes live) {
        long before = used();
        try (LeaseRegister opened = SqliteLeases.open(file)) {
            live.kilobytes = (used() - before) >> 10;
            return opened;
        }
    }

    private static long used() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
