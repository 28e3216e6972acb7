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
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
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
 * Leases in one SQLite file. What is known is answered from memory; new leases are written by one thread, all that
 * were wished for meanwhile in one transaction, and are on disk before they are known. Thread-safe.
 */
public final class SqliteLeaseStore implements LeaseStore {
    /** How long a new lease may take, behind other threads and other processes together. */
    private static final Duration PATIENCE = Duration.ofMillis(400);

    private static final Duration CLOSING = Duration.ofSeconds(5);

    private final Connection connection;
    private final LeaseTable table;
    private final StoreFiles files;
    private final Map<LeaseKey, Lease> known;
    private final ExecutorService writer = Executors.newSingleThreadExecutor(work -> new Thread(work, "leases"));
    private final Object wishLock = new Object();
    /** Guarded by wishLock. */
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
            table.rehearse(PATIENCE);
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

    private LeaseOutcome acquireInTurn(Wish wish) {
        LeaseBatch batch;
        int place;
        synchronized (wishLock) {
            batch = wishing;
            place = batch.add(wish);
        }
        if (place == 0) {
            writeSoon(batch);
        }
        return batch.outcome(place, PATIENCE);
    }

    private void writeSoon(LeaseBatch batch) {
        try {
            writer.execute(() -> write(batch));
        } catch (RejectedExecutionException e) {
            batch.fail(new StoreUnavailableException("the lease store is closed", e));
        }
    }

    private void write(LeaseBatch batch) {
        synchronized (wishLock) {
            wishing = new LeaseBatch();
        }
        try {
            List<LeaseOutcome> outcomes = table.acquire(batch.wishes(), PATIENCE);
            files.requireInPlace();
            outcomes.forEach(this::remember);
            batch.succeed(outcomes);
        } catch (StoreUnavailableException e) {
            batch.fail(e);
        } catch (RuntimeException e) {
            batch.fail(new StoreUnavailableException("the lease store gave no lease: " + rootMessage(e), e));
        }
    }

    private void remember(LeaseOutcome outcome) {
        if (outcome instanceof Held held) {
            known.put(held.lease().key(), held.lease());
        }
    }

    @Override
    public Optional<Lease> find(LeaseKey key) {
        return Optional.ofNullable(known.get(key));
    }

    @Override
    public List<Lease> all() {
        return List.copyOf(known.values());
    }

    /** Waits for the leases that are being written; those that come later fail. */
    @Override
    public void close() {
        writer.shutdown();
        try {
            writer.awaitTermination(CLOSING.toMillis(), TimeUnit.MILLISECONDS);
            connection.close();
        } catch (SQLException e) {
            throw new StoreUnavailableException("the lease store was not closed cleanly", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
