package org.portcullis.pdp.mapping;

import java.time.Duration;

/**
 * How long a lease lasts without use (zero: for ever), and how long its account is kept from others once it ended: at least a
 * minute, so that every server has heard of the end before anybody else begins. And whether a server that knows a lease
 * relies on that, or asks the store each time.
 */
public record LeaseTerms(Duration expiry, Duration quarantine, boolean remembered) {
    private static final Duration SHORTEST_EXPIRY = Duration.ofHours(1);
    private static final Duration SHORTEST_QUARANTINE = Duration.ofMinutes(1);

    /** Leases that are remembered. */
    public LeaseTerms(Duration expiry, Duration quarantine) {
        this(expiry, quarantine, true);
    }

    /** Leases that never end by themselves. */
    public static final LeaseTerms DEFAULTS = new LeaseTerms(Duration.ZERO, Duration.ofDays(30));

    /** Checks both. */
    public LeaseTerms {
        if (!expiry.isZero() && expiry.compareTo(SHORTEST_EXPIRY) < 0) {
            throw new IllegalArgumentException("a lease lasts an hour at least, or for ever (0s)");
        }
        if (quarantine.compareTo(SHORTEST_QUARANTINE) < 0) {
            throw new IllegalArgumentException("a quarantine takes a minute at least");
        }
    }

    /** Whether leases end by themselves. */
    public boolean expires() {
        return !expiry.isZero();
    }
}
