package org.portcullis.pdp.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
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
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;
import org.portcullis.pdp.mapping.LeaseKey;
import org.portcullis.pdp.mapping.LeaseOutcome;
import org.portcullis.pdp.mapping.LeaseRegister;
import org.portcullis.pdp.mapping.LeaseTerms;
import org.portcullis.pdp.mapping.Pool;
import org.portcullis.pdp.mapping.StoreUnavailableException;
import org.portcullis.pdp.store.GridMapDirLeases;
import org.portcullis.pdp.store.PostgresLeases;
import org.portcullis.pdp.store.PostgresServer;
import org.portcullis.pdp.store.SqliteLeases;
import org.portcullis.profile.Dn;

/** New and known leases of each store, asked for by sixteen threads; pools have a thousand accounts. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Threads(16)
@Warmup(iterations = 2, time = 3)
@Measurement(iterations = 3, time = 3)
public class LeaseBenchmark {
    private static final int POOLS = 100;
    private static final int ACCOUNTS = 1_000;
    private static final int MOST_TRIES = 100;

    /** Where the leases are. */
    @Param({"sqlite", "postgresql", "gridmapdir"})
    @SuppressWarnings("NullAway.Init")
    public String store;

    private final InstantSource clock = InstantSource.system();
    private final AtomicInteger newcomers = new AtomicInteger();
    private final List<List<String>> accounts =
            IntStream.range(0, POOLS).mapToObj(n -> accounts(pool(n))).toList();

    @SuppressWarnings("NullAway.Init")
    private LeaseRegister leases;

    @SuppressWarnings("NullAway.Init")
    private AutoCloseable below;

    /** What became of the newcomers. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.OPERATIONS)
    public static class Answers {
        /** Who got an account. */
        public long granted;

        /** Whom the store had no time for. */
        public long unavailable;
    }

    static Pool pool(int number) {
        return new Pool("pool" + (char) ('a' + number / 26) + (char) ('a' + number % 26));
    }

    static List<String> accounts(Pool pool) {
        return IntStream.rangeClosed(1, ACCOUNTS)
                .mapToObj(n -> pool.prefix() + n)
                .toList();
    }

    static LeaseKey key(int number) {
        return new LeaseKey(
                pool(number / ACCOUNTS), new Dn("/DC=org/DC=example/C=XX/O=Grid/CN=Person Number " + number), "atlas");
    }

    /** Opens an empty store. */
    @Setup(Level.Trial)
    public void open() throws IOException {
        Path directory = Files.createTempDirectory("bench");
        below = () -> {};
        if (store.equals("postgresql")) {
            PostgresServer database = PostgresServer.start();
            below = database;
            leases = PostgresLeases.open(
                    database.newDatabase(), PostgresServer.USER, PostgresServer.PASSWORD, LeaseTerms.DEFAULTS, clock);
        } else if (store.equals("gridmapdir")) {
            Path shared = Files.createDirectory(directory.resolve("gridmapdir"));
            for (List<String> pool : accounts) {
                for (String account : pool) {
                    Files.createFile(shared.resolve(account));
                }
            }
            leases = GridMapDirLeases.open(shared, directory.resolve("leases.db"), LeaseTerms.DEFAULTS, clock);
        } else {
            leases = SqliteLeases.open(directory.resolve("leases.db"), LeaseTerms.DEFAULTS, clock);
        }
        leases.keepUp();
        for (int n = 0; n < ACCOUNTS; n++) {
            askUntilAnswered(newcomers.getAndIncrement());
        }
    }

    private void askUntilAnswered(int number) {
        for (int tries = 1; leases.find(key(number)).isEmpty(); tries++) {
            try {
                ask(number);
            } catch (StoreUnavailableException e) {
                if (tries == MOST_TRIES) {
                    throw e;
                }
            }
        }
    }

    /** Closes it. */
    @TearDown(Level.Trial)
    public void close() throws Exception {
        leases.close();
        below.close();
    }

    private LeaseOutcome ask(int number) {
        return leases.acquire(key(number), accounts.get(number / ACCOUNTS), clock.instant());
    }

    /** Somebody who never came before. */
    @Benchmark
    public void newcomer(Answers answers) {
        try {
            ask(newcomers.getAndIncrement());
            answers.granted++;
        } catch (StoreUnavailableException e) {
            answers.unavailable++;
        }
    }

    /** Somebody who has a lease. */
    @Benchmark
    public LeaseOutcome known() {
        return ask(Math.floorMod(System.nanoTime(), ACCOUNTS));
    }
}
