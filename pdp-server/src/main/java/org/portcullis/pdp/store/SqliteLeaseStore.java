package org.portcullis.pdp.store;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.flywaydb.core.api.FlywayException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.portcullis.pdp.mapping.HeldLease;
import org.portcullis.pdp.mapping.Lease;
import org.portcullis.pdp.mapping.LeaseEvent;
import org.portcullis.pdp.mapping.LeaseKey;
import org.portcullis.pdp.mapping.LeaseOutcome;
import org.portcullis.pdp.mapping.LeaseStore;
import org.portcullis.pdp.mapping.LeaseTerms;
import org.portcullis.pdp.mapping.NoSuchLeaseException;
import org.portcullis.pdp.mapping.Pool;
import org.portcullis.pdp.mapping.StoreUnavailableException;
import org.portcullis.pdp.store.LeaseBatch.Wish;
import org.portcullis.pdp.store.LeaseLifecycleTable.Change;
import org.portcullis.profile.Dn;
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

    private static final Duration TAKE_OVER = Duration.ofMillis(200);
    private static final Duration USES = Duration.ofSeconds(30);
    private static final Duration EXPIRY = Duration.ofMinutes(1);
    private static final Duration CLOSING = Duration.ofSeconds(5);

    private final Connection connection;
    private final LeaseTable table;
    private final LeaseLifecycleTable lifecycle;
    private final LeaseHistoryTable history;
    private final StoreFiles files;
    private final LeaseTerms terms;
    private final KnownLeases known;
    private final LeaseUpkeep upkeep;
    private final ScheduledExecutorService writer =
            Executors.newSingleThreadScheduledExecutor(work -> new Thread(work, "leases"));
    private final List<Future<?>> chores = new CopyOnWriteArrayList<>();
    private final Object wishLock = new Object();
    /** Guarded by wishLock. */
    private LeaseBatch wishing = new LeaseBatch();

    private SqliteLeaseStore(
            Connection connection, Handle handle, StoreFiles files, LeaseTerms terms, InstantSource clock) {
        this.connection = connection;
        this.files = files;
        this.terms = terms;
        table = new LeaseTable(handle);
        lifecycle = new LeaseLifecycleTable(handle);
        history = new LeaseHistoryTable(handle);
        known = new KnownLeases(table.all(), table.frozen());
        upkeep = new LeaseUpkeep(table, lifecycle, known, terms, clock, PATIENCE);
    }

    /** As {@link #open(Path, LeaseTerms, InstantSource)}, to look at leases or to change one. */
    public static SqliteLeaseStore open(Path file) {
        return open(file, LeaseTerms.DEFAULTS, InstantSource.system());
    }

    /**
     * Opens the store; a file that does not exist is made, its directory is not.
     *
     * @throws StoreUnavailableException if the file cannot be written, is damaged, was written by another release, or
     *     gives one account to two keys
     */
    public static SqliteLeaseStore open(Path file, LeaseTerms terms, InstantSource clock) {
        SQLiteDataSource source = source(file);
        try {
            new StoreSchema(source, file).prepare();
            return over(source.getConnection(), file, terms, clock);
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

    private static SqliteLeaseStore over(Connection connection, Path file, LeaseTerms terms, InstantSource clock)
            throws SQLException, IOException {
        try {
            Handle handle = Jdbi.create(connection).open();
            LeaseTable table = new LeaseTable(handle);
            require(table.journalMode().equals("wal"), file, "its file system cannot do write-ahead logging");
            require(table.integrity().equals("ok"), file, "it is damaged, restore it: " + table.integrity());
            table.rehearse(PATIENCE);
            return new SqliteLeaseStore(connection, handle, StoreFiles.of(file), terms, clock);
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

    private static String rootMessage(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return String.valueOf(root.getMessage()).replaceAll("\\s+", " ");
    }

    @Override
    public LeaseOutcome acquire(LeaseKey key, List<String> accounts, Instant at) {
        return known.use(key, at)
                .orElseGet(() -> acquireInTurn(new Wish(key, accounts, at.truncatedTo(ChronoUnit.MILLIS))));
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
            outcomes.forEach(known::remember);
            batch.succeed(outcomes);
        } catch (StoreUnavailableException e) {
            batch.fail(e);
        } catch (RuntimeException e) {
            batch.fail(new StoreUnavailableException("the lease store gave no lease: " + rootMessage(e), e));
        }
    }

    @Override
    public Optional<Lease> find(LeaseKey key) {
        return known.find(key);
    }

    @Override
    public List<Lease> all() {
        return List.copyOf(known.all());
    }

    /** From now on takes over what others change, writes down uses, and ends what nobody used for too long. */
    public void keepUp() {
        repeat(upkeep::takeOver, TAKE_OVER);
        repeat(upkeep::writeUses, USES);
        if (terms.expires()) {
            repeat(upkeep::expire, EXPIRY);
        }
    }

    private void repeat(Runnable chore, Duration pause) {
        chores.add(writer.scheduleWithFixedDelay(chore, 0, pause.toMillis(), TimeUnit.MILLISECONDS));
    }

    /** What keeps the store from {@link #keepUp its upkeep}, if anything does. */
    public Optional<String> problem() {
        return upkeep.problem();
    }

    /** Every lease with its last use, by account. */
    public List<HeldLease> held() {
        return inTurn(lifecycle::held);
    }

    /** The accounts of a pool that are in quarantine at that moment. */
    public List<String> quarantined(Pool pool, Instant at) {
        return inTurn(() -> lifecycle.quarantined(pool, at));
    }

    /** Everything that ever happened to leases, oldest first. */
    public List<LeaseEvent> history() {
        return inTurn(history::all);
    }

    /** What ever happened to the leases of this account, oldest first. */
    public List<LeaseEvent> history(String account) {
        return inTurn(() -> history.ofAccount(account));
    }

    /** What ever happened to the leases of this person, oldest first. */
    public List<LeaseEvent> history(Dn dn) {
        return inTurn(() -> history.ofPerson(dn));
    }

    /**
     * Ends the lease of this account, which goes into quarantine.
     *
     * @throws org.portcullis.pdp.mapping.NoSuchLeaseException if nobody holds it, or it is frozen
     */
    public Lease release(String account, Instant at, String author, String reason) {
        return changed(change -> lifecycle.release(change, terms, PATIENCE), new Change(account, at, author, reason));
    }

    /**
     * Keeps the lease of this account, but lets nobody in with it.
     *
     * @throws org.portcullis.pdp.mapping.NoSuchLeaseException if nobody holds it, or it is frozen already
     */
    public Lease freeze(String account, Instant at, String author, String reason) {
        return changed(change -> lifecycle.freeze(change, true, PATIENCE), new Change(account, at, author, reason));
    }

    /**
     * Takes {@link #freeze} back.
     *
     * @throws org.portcullis.pdp.mapping.NoSuchLeaseException if it is not frozen
     */
    public Lease thaw(String account, Instant at, String author, String reason) {
        return changed(change -> lifecycle.freeze(change, false, PATIENCE), new Change(account, at, author, reason));
    }

    private Lease changed(Function<Change, Lease> work, Change change) {
        return inTurn(() -> {
            Lease lease = work.apply(change);
            known.replace(table.all(), table.frozen());
            return lease;
        });
    }

    private <T> T inTurn(Callable<T> work) {
        try {
            return writer.submit(work).get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof NoSuchLeaseException none) {
                throw none;
            }
            throw new StoreUnavailableException("the lease store cannot be used: " + rootMessage(e), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreUnavailableException("interrupted while waiting for the lease store", e);
        }
    }

    /** Waits for the leases that are being written; those that come later fail. */
    @Override
    public void close() {
        if (writer.isShutdown()) {
            return;
        }
        chores.forEach(chore -> chore.cancel(false));
        try {
            writer.execute(upkeep::writeUses);
            writer.shutdown();
            writer.awaitTermination(CLOSING.toMillis(), TimeUnit.MILLISECONDS);
            connection.close();
        } catch (SQLException e) {
            throw new StoreUnavailableException("the lease store was not closed cleanly", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
