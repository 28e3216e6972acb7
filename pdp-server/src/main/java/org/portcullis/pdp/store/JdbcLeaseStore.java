package org.portcullis.pdp.store;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
import org.portcullis.pdp.mapping.HeldLease;
import org.portcullis.pdp.mapping.Lease;
import org.portcullis.pdp.mapping.LeaseEvent;
import org.portcullis.pdp.mapping.LeaseKey;
import org.portcullis.pdp.mapping.LeaseOutcome;
import org.portcullis.pdp.mapping.LeaseRegister;
import org.portcullis.pdp.mapping.NoSuchLeaseException;
import org.portcullis.pdp.mapping.Pool;
import org.portcullis.pdp.mapping.StoreUnavailableException;
import org.portcullis.pdp.store.LeaseBatch.Wish;
import org.portcullis.pdp.store.LeaseLifecycleTable.Change;
import org.portcullis.profile.Dn;

/**
 * Leases in the tables of a database. What is known is answered from memory; new leases are written by one thread, all that
 * were wished for meanwhile in one transaction, and are on disk before they are known. Thread-safe.
 */
final class JdbcLeaseStore implements LeaseRegister {
    /** How long a new lease may take, behind other threads and other processes together; an answer may take 500 ms. */
    static final Duration PATIENCE = Duration.ofMillis(350);

    private static final Duration TAKE_OVER = Duration.ofMillis(200);
    private static final Duration USES = Duration.ofSeconds(30);
    private static final Duration EXPIRY = Duration.ofMinutes(1);
    private static final Duration CHECK = Duration.ofMinutes(10);
    private static final Duration CLOSING = Duration.ofSeconds(5);

    private final LeaseBook book;
    private final LeaseUpkeep upkeep;
    private final KnownLeases known;
    private final ScheduledExecutorService writer =
            Executors.newSingleThreadScheduledExecutor(work -> new Thread(work, "leases"));
    private final List<Future<?>> chores = new CopyOnWriteArrayList<>();
    private final Object wishLock = new Object();
    /** Guarded by wishLock. */
    private LeaseBatch wishing = new LeaseBatch();

    private JdbcLeaseStore(LeaseBook book, InstantSource clock) {
        this.book = book;
        upkeep = new LeaseUpkeep(book, clock);
        known = upkeep.known();
    }

    /**
     * Opens the store.
     *
     * @throws IllegalArgumentException if it gives one account to two keys
     */
    static JdbcLeaseStore open(LeaseBook book, InstantSource clock) {
        try {
            book.rehearse();
            return new JdbcLeaseStore(book, clock);
        } catch (RuntimeException e) {
            book.database().close();
            throw e;
        }
    }

    /** What is at the bottom of a failure, in one line. */
    static String rootMessage(Throwable failure) {
        String message = failure.toString();
        for (Throwable one = failure; one != null; one = one.getCause()) {
            message = Objects.requireNonNullElse(one.getMessage(), message);
        }
        return message.replaceAll("\\s+", " ");
    }

    @Override
    public LeaseOutcome acquire(LeaseKey key, List<String> accounts, Instant at) {
        return useOfKnown(key, at)
                .orElseGet(() -> acquireInTurn(new Wish(key, accounts, at.truncatedTo(ChronoUnit.MILLIS))));
    }

    /** What is known may have been given to somebody else if the store was out of reach for a whole quarantine. */
    private Optional<LeaseOutcome> useOfKnown(LeaseKey key, Instant at) {
        return known.find(key)
                .filter(lease -> book.terms().remembered()
                        && upkeep.isFresh(at)
                        && book.arbiter().confirms(lease))
                .flatMap(lease -> known.use(key, at));
    }

    private LeaseOutcome acquireInTurn(Wish wish) {
        upkeep.outOfReach().ifPresent(why -> {
            throw new StoreUnavailableException("the lease store is out of reach: " + why);
        });
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
            batch.succeed(upkeep.grant(batch.wishes()));
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

    @Override
    public void keepUp() {
        repeat(upkeep::takeOver, TAKE_OVER);
        repeat(upkeep::writeUses, USES);
        repeat(upkeep::expire, EXPIRY);
        repeat(upkeep::readAnew, CHECK);
    }

    private void repeat(Runnable chore, Duration pause) {
        chores.add(writer.scheduleWithFixedDelay(chore, 0, pause.toMillis(), TimeUnit.MILLISECONDS));
    }

    @Override
    public Optional<String> problem() {
        return upkeep.problem();
    }

    @Override
    public List<HeldLease> held() {
        return inTurn(book::held);
    }

    @Override
    public List<String> quarantined(Pool pool, Instant at) {
        return inTurn(() -> book.quarantined(pool, at));
    }

    @Override
    public List<LeaseEvent> history() {
        return inTurn(book::history);
    }

    @Override
    public Map<Pool, Long> growth(Instant since) {
        return inTurn(() -> book.growth(since));
    }

    @Override
    public List<LeaseEvent> history(String account) {
        return inTurn(() -> book.history(account));
    }

    @Override
    public List<LeaseEvent> history(Dn dn) {
        return inTurn(() -> book.history(dn));
    }

    @Override
    public List<LeaseOutcome> moveIn(List<Lease> leases) {
        List<Wish> wishes = leases.stream()
                .map(lease -> new Wish(lease.key(), List.of(lease.account()), lease.grantedAt()))
                .toList();
        return inTurn(() -> {
            List<LeaseOutcome> outcomes = book.acquire(wishes);
            upkeep.readAnew();
            return outcomes;
        });
    }

    @Override
    public Lease release(String account, Instant at, String author, String reason) {
        return changed(book::release, new Change(account, at, author, reason));
    }

    @Override
    public Lease freeze(String account, Instant at, String author, String reason) {
        return changed(change -> book.freeze(change, true), new Change(account, at, author, reason));
    }

    @Override
    public Lease thaw(String account, Instant at, String author, String reason) {
        return changed(change -> book.freeze(change, false), new Change(account, at, author, reason));
    }

    private Lease changed(Function<Change, Lease> work, Change change) {
        return inTurn(() -> {
            Lease lease = work.apply(change);
            upkeep.readAnew();
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
            book.database().close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
