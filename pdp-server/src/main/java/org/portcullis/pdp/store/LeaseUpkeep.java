package org.portcullis.pdp.store;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.portcullis.pdp.mapping.Lease;
import org.portcullis.pdp.mapping.LeaseEvent;
import org.portcullis.pdp.mapping.LeaseKey;
import org.portcullis.pdp.mapping.LeaseOutcome;
import org.portcullis.pdp.mapping.LeaseOutcome.Held;
import org.portcullis.pdp.mapping.StoreUnavailableException;
import org.portcullis.pdp.store.LeaseBatch.Wish;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a server does with its leases beside granting them: takes over what commands changed, writes down uses, ends leases
 * that nobody used. Run by the one thread that writes.
 */
final class LeaseUpkeep {
    /** As many leases may always end at once; beyond that, no more than one in {@link #LARGEST_SHARE}. */
    private static final int ALWAYS_ALLOWED = 10;

    private static final int LARGEST_SHARE = 5;
    private static final Logger LOG = LoggerFactory.getLogger(LeaseUpkeep.class);

    private static final String TAKE_OVER = "take over";
    private static final String GRANT = "grant";

    private final LeaseBook book;
    private final KnownLeases known;
    private final InstantSource clock;
    private long seen;
    /** When the store was last read; written by the thread that writes. */
    private volatile Instant heardAt;
    /** By chore; written by the thread that writes, read by health checks. */
    private final Map<String, String> problems = new ConcurrentHashMap<>();

    LeaseUpkeep(LeaseBook book, InstantSource clock) {
        this.book = book;
        this.clock = clock;
        heardAt = clock.instant();
        seen = book.lastEvent();
        known = new KnownLeases(book.all(), book.frozen());
    }

    KnownLeases known() {
        return known;
    }

    /** What keeps it from its work, if anything does. */
    Optional<String> problem() {
        return problems.values().stream().findFirst();
    }

    /** Why the store cannot even be read, if so; it is tried again and again. */
    Optional<String> outOfReach() {
        return Optional.ofNullable(problems.get(TAKE_OVER));
    }

    /** Whether nobody can have got an account, at that moment, that is known here as somebody else's. */
    boolean isFresh(Instant at) {
        return at.isBefore(heardAt.plus(book.terms().quarantine()));
    }

    /** What each wish is granted, known from now on; that it cannot be written is a problem until something can. */
    List<LeaseOutcome> grant(List<Wish> wishes) {
        try {
            List<LeaseOutcome> outcomes = book.acquire(wishes);
            outcomes.forEach(known::remember);
            problems.remove(GRANT);
            return outcomes;
        } catch (RuntimeException e) {
            note(GRANT, e);
            throw e;
        }
    }

    /** Knows what commands, or another server, changed since the last time; catches up if the store was out of reach. */
    void takeOver() {
        boolean wasOutOfReach = outOfReach().isPresent();
        attempt(TAKE_OVER, this::takeOverChanges);
        if (wasOutOfReach && outOfReach().isEmpty()) {
            readAnew();
            writeUses();
            expire();
        }
    }

    private void takeOverChanges() {
        Instant now = clock.instant();
        List<LeaseEvent> events = book.since(seen);
        if (events.stream().allMatch(event -> event.kind() == LeaseEvent.Kind.GRANTED)) {
            events.forEach(event -> known.remember(new Held(event.lease())));
        } else {
            known.replace(book.all(), book.frozen());
        }
        if (!events.isEmpty()) {
            seen = events.get(events.size() - 1).number();
        }
        heardAt = now;
    }

    /** Knows what is in the tables and nothing else, whoever wrote it; and tells if that cannot be. */
    void readAnew() {
        attempt("read anew", () -> {
            long last = book.lastEvent();
            known.replace(book.all(), book.frozen());
            seen = last;
        });
    }

    /** Writes down which leases were used. */
    void writeUses() {
        attempt("write uses", this::write);
    }

    private void write() {
        Map<LeaseKey, Long> uses = known.unwrittenUses();
        if (!uses.isEmpty()) {
            book.used(uses);
            known.written(uses);
            problems.remove(GRANT);
        }
    }

    /**
     * Ends the leases that nobody used for too long; but not a large part of them at once, as when a clock jumped, and none
     * while uses cannot be written.
     */
    void expire() {
        attempt("expire", () -> {
            Instant now = clock.instant();
            book.arbiter().sweep(now);
            endGone(now);
            if (book.terms().expires()) {
                write();
                expire(now);
            }
        });
    }

    private void endGone(Instant now) {
        List<Lease> gone = known.all().stream()
                .filter(lease -> !book.arbiter().confirms(lease))
                .toList();
        if (!gone.isEmpty() && !book.endGone(gone, now).isEmpty()) {
            known.replace(book.all(), book.frozen());
        }
    }

    private void expire(Instant now) {
        Instant since = now.minus(book.terms().expiry());
        int unused = book.unusedSince(since).size();
        if (unused > Math.max(ALWAYS_ALLOWED, known.all().size() / LARGEST_SHARE)) {
            throw new StoreUnavailableException(
                    unused + " leases would expire at once, so none does: check the clock, or release them by hand");
        }
        List<Lease> ended = unused == 0 ? List.of() : book.expire(since, now);
        ended.forEach(lease -> LOG.info("lease expired account={}", lease.account()));
        if (!ended.isEmpty()) {
            known.replace(book.all(), book.frozen());
        }
    }

    private void attempt(String chore, Runnable work) {
        try {
            work.run();
            problems.remove(chore);
        } catch (RuntimeException e) {
            note(chore, e);
        }
    }

    private void note(String chore, RuntimeException failure) {
        String now = JdbcLeaseStore.rootMessage(failure);
        if (!now.equals(problems.put(chore, now))) {
            LOG.warn("lease upkeep failed chore={} error={}", chore, now);
        }
    }
}
