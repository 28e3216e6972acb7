package org.portcullis.pdp.store;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.portcullis.pdp.mapping.Lease;
import org.portcullis.pdp.mapping.LeaseKey;
import org.portcullis.pdp.mapping.LeaseTerms;
import org.portcullis.pdp.mapping.StoreUnavailableException;
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

    private final LeaseTable table;
    private final LeaseLifecycleTable lifecycle;
    private final KnownLeases known;
    private final LeaseTerms terms;
    private final InstantSource clock;
    private final Duration patience;
    private long changesSeen;
    /** By chore; written by the thread that writes, read by health checks. */
    private final Map<String, String> problems = new ConcurrentHashMap<>();

    LeaseUpkeep(
            LeaseTable table,
            LeaseLifecycleTable lifecycle,
            KnownLeases known,
            LeaseTerms terms,
            InstantSource clock,
            Duration patience) {
        this.table = table;
        this.lifecycle = lifecycle;
        this.known = known;
        this.terms = terms;
        this.clock = clock;
        this.patience = patience;
        changesSeen = table.changesOfOthers();
    }

    /** What keeps it from its work, if anything does. */
    Optional<String> problem() {
        return problems.values().stream().findFirst();
    }

    /** Knows what commands, or another server, changed since the last time. */
    void takeOver() {
        attempt("take over", () -> {
            long changes = table.changesOfOthers();
            if (changes != changesSeen) {
                known.replace(table.all(), table.frozen());
                changesSeen = changes;
            }
        });
    }

    /** Writes down which leases were used. */
    void writeUses() {
        attempt("write uses", this::write);
    }

    private void write() {
        Map<LeaseKey, Long> uses = known.unwrittenUses();
        if (!uses.isEmpty()) {
            table.used(uses, patience);
            known.written(uses);
        }
    }

    /**
     * Ends the leases that nobody used for too long; but not a large part of them at once, as when a clock jumped, and none
     * while uses cannot be written.
     */
    void expire() {
        attempt("expire", () -> {
            write();
            Instant now = clock.instant();
            Instant since = now.minus(terms.expiry());
            int unused = lifecycle.unusedSince(since).size();
            if (unused > Math.max(ALWAYS_ALLOWED, known.all().size() / LARGEST_SHARE)) {
                throw new StoreUnavailableException(unused
                        + " leases would expire at once, so none does: check the clock, or release them by hand");
            }
            List<Lease> ended = unused == 0 ? List.of() : lifecycle.expire(since, now, terms, patience);
            ended.forEach(lease -> LOG.info("lease expired account={}", lease.account()));
            if (!ended.isEmpty()) {
                known.replace(table.all(), table.frozen());
            }
        });
    }

    private void attempt(String chore, Runnable work) {
        try {
            work.run();
            problems.remove(chore);
        } catch (RuntimeException e) {
            String now = String.valueOf(e.getMessage());
            if (!now.equals(problems.put(chore, now))) {
                LOG.warn("lease upkeep failed chore={} error={}", chore, now);
            }
        }
    }
}
