package org.portcullis.load.pki;

import java.time.Duration;
import java.time.Instant;
import java.util.Date;

/** The time during which a certificate is to be believed, in whole seconds. */
public record Validity(Instant from, Instant until) {
    private static final Duration CLOCK_SKEW = Duration.ofMinutes(5);

    /** Refuses a time that ends before it starts. */
    public Validity {
        if (!from.isBefore(until)) {
            throw new IllegalArgumentException("a validity ends after it starts, but " + until + " <= " + from);
        }
    }

    /** From five minutes before now, as clocks differ, until {@code lifetime} after now. */
    public static Validity startingAt(Instant now, Duration lifetime) {
        return new Validity(now.minus(CLOCK_SKEW), now.plus(lifetime));
    }

    Date notBefore() {
        return Date.from(from);
    }

    Date notAfter() {
        return Date.from(until);
    }
}
