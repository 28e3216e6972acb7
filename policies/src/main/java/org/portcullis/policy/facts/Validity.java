package org.portcullis.policy.facts;

import java.time.Instant;

/** A time that is not empty: from {@code from} until just before {@code until}. */
public record Validity(Instant from, Instant until) {
    /** Without begin and without end. */
    public static final Validity ALWAYS = new Validity(Instant.MIN, Instant.MAX);

    /** Requires a time that is not empty. */
    public Validity {
        if (!from.isBefore(until)) {
            throw new IllegalArgumentException("a time must end after it begins");
        }
    }

    /** Whether that moment lies within. */
    public boolean includes(Instant at) {
        return !at.isBefore(from) && at.isBefore(until);
    }
}
