package org.portcullis.pdp.store;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.flywaydb.core.api.FlywayException;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.portcullis.pdp.mapping.Lease;
import org.portcullis.pdp.mapping.LeaseKey;
import org.portcullis.pdp.mapping.LeaseOutcome;
import org.portcullis.pdp.mapping.LeaseOutcome.Held;
import org.portcullis.pdp.mapping.LeaseStore;
import org.portcullis.pdp.mapping.StoreUnavailableException;
import org.portcullis.pdp.store.LeaseBatch.Wish;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteDataSource;

/**
 * Leases in one SQLite file. What is known is answered from memory; new leases are written under a lock, all that
 * were wished for meanwhile in one transaction, and are on disk before they are known. Thread-safe.
 */
public final class SqliteLeaseStore implements LeaseStore {
    /** How long a new lease may take to get its turn, behind other threads and other processes together. */
    private static final Duration PATIENCE = Duration.ofMillis(400);

    private final Connection connection;
    private final LeaseTable table;
    private final StoreFiles files;
    private final Map<LeaseKey, Lease> known;
    private final ReentrantLock turn = new ReentrantLock();
    private final Object wishLock = new Object();
    /** Guarded by wishLock until it is replaced, by turn from then on. */
    private LeaseBatch wishing = new LeaseBatch();

    private SqliteLeaseStore(Connection connection, LeaseTable table, StoreFiles files) {
        this.connection = connection;
        this.table = table;
        this.files = files;
        known = new ConcurrentHashMap<>(byKey(table.all()));
    }

    /**
     * Opens the store; a file that does not exist is made, its directory is not.
     *
     * @throws StoreUnavailableException if the file cannot be written, is damaged, was written by another release, or
     *     gives one account to two keys
     */
    public static SqliteLeaseStore open(Path file) {
        SQLiteDataSource source = source(file);
        try {
            new StoreSchema(source, file).prepare();
            return over(source.getConnection(), file);
        } catch (FlywayException | JdbiException | SQLException | IOException | IllegalArgumentException e) {
            throw new StoreUnavailableException("cannot open the lease store `" + file + "`: " + rootMessage(e), e);
        }
    }

    private static SQLiteDataSource source(Path file) {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(JournalMode.WAL);
        config.setSynchronous(SynchronousMode.FULL);
        config.setBusyTimeout((int) PATIENCE.toMillis());
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + file.toAbsolutePath());
        return source;
    }

    private static SqliteLeaseStore over(Connection connection, Path file) throws SQLException, IOException {
        try {
            LeaseTable table = new LeaseTable(Jdbi.create(connection).open());
            require(table.journalMode().equals("wal"), file, "its file system cannot do write-ahead logging");
            require(table.integrity().equals("ok"), file, "it is damaged, restore it: " + table.integrity());
            table.requireWritable(PATIENCE);
            return new SqliteLeaseStore(connection, table, StoreFiles.of(file));
        } catch (RuntimeException | IOException e) {
            connection.close();
            throw e;
        }
    }

    private static void require(boolean isMet, Path file, String otherwise) {
        if (!isMet) {
            throw new StoreUnavailableException("cannot use the lease store `" + file + "`: " + otherwise);
        }
    }

    private static Map<LeaseKey, Lease> byKey(List<Lease> leases) {
        Map<LeaseKey, Lease> byKey = new HashMap<>();
        Map<String, Lease> byAccount = new HashMap<>();
        for (Lease lease : leases) {
            Lease other = byAccount.put(lease.account(), lease);
            if (byKey.put(lease.key(), lease) != null || other != null) {
                throw new IllegalArgumentException("account `" + lease.account() + "` or its holder is in table `lease`"
                        + " more than once: find out who holds it and delete the other row");
            }
        }
        return byKey;
    }

    private static String rootMessage(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return String.valueOf(root.getMessage()).replaceAll("\\s+", " ");
    }

    @Override
    public LeaseOutcome acquire(LeaseKey key, List<String> accounts, Instant at) {
        Lease lease = known.get(key);
        return lease != null
                ? new Held(lease)
                : acquireInTurn(new Wish(key, accounts, at.truncatedTo(ChronoUnit.MILLIS)));
    }

    /** Whoever's turn it is writes for all who wished meanwhile; they find it done when their turn comes. */
    private LeaseOutcome acquireInTurn(Wish wish) {
        LeaseBatch batch;
        int place;
        synchronized (wishLock) {
            batch = wishing;
            place = batch.add(wish);
        }
        Duration rest = waitForTurn();
        try {
            if (!batch.isAttempted()) {
                write(batch, rest);
            }
            if (!batch.failure().isEmpty()) {
                throw new StoreUnavailableException(batch.failure());
            }
            return batch.outcome(place);
        } finally {
            turn.unlock();
        }
    }

    private void write(LeaseBatch batch, Duration patience) {
        synchronized (wishLock) {
            wishing = new LeaseBatch();
        }
        try {
            List<LeaseOutcome> outcomes = table.acquire(batch.wishes(), patience);
            files.requireInPlace();
            batch.succeed(outcomes);
            outcomes.forEach(this::remember);
        } catch (StoreUnavailableException e) {
            batch.fail(String.valueOf(e.getMessage()));
        } catch (JdbiException e) {
            batch.fail("the lease store gave no lease: " + rootMessage(e));
        }
    }

    private void remember(LeaseOutcome outcome) {
        if (outcome instanceof Held held) {
            known.put(held.lease().key(), held.lease());
        }
    }

    /** Takes the lock and says how much patience is left. */
    private Duration waitForTurn() {
        long start = System.nanoTime();
        try {
            if (turn.tryLock(PATIENCE.toNanos(), TimeUnit.NANOSECONDS)) {
                Duration rest = PATIENCE.minusNanos(System.nanoTime() - start);
                return rest.isNegative() ? Duration.ZERO : rest;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new StoreUnavailableException("the lease store did not answer within " + PATIENCE.toMillis() + " ms");
    }

    @Override
    public Optional<Lease> find(LeaseKey key) {
        return Optional.ofNullable(known.get(key));
    }

    @Override
    public List<Lease> all() {
        return List.copyOf(known.values());
    }

    /** Waits for a lease that is being written; those that come later fail. */
    @Override
    public void close() {
        turn.lock();
        try {
            connection.close();
        } catch (SQLException e) {
            throw new StoreUnavailableException("the lease store was not closed cleanly", e);
        } finally {
            turn.unlock();
        }
    }
}
