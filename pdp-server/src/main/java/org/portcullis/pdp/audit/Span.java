package org.portcullis.pdp.audit;

import java.time.Instant;

/** A stretch of time: from {@code since} until just before {@code until}. */
public record Span(Instant since, Instant until) {
    /** All of it. */
    public static final Span EVER = new Span(Instant.MIN, Instant.MAX);

    /** From then on. */
    public static Span since(Instant then) {
        return new Span(then, Instant.MAX);
    }

    /** Whether that moment lies in it. */
    public boolean covers(Instant at) {
        return !at.isBefore(since) && at.isBefore(until);
    }
}
