package org.portcullis.pdp.trust;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** A time from one instant until another, both of which belong to it; it may be empty. */
record Span(Instant from, Instant until) {
    /** At no time. */
    static final Span NEVER = new Span(Instant.MAX, Instant.MIN);

    /** While every certificate of a chain is valid by its own dates. */
    static Span of(List<X509Certificate> chain) {
        Span span = new Span(Instant.MIN, Instant.MAX);
        for (X509Certificate certificate : chain) {
            span = span.within(
                    certificate.getNotBefore().toInstant(),
                    certificate.getNotAfter().toInstant());
        }
        return span;
    }

    /** What of it lies no further than that from an instant. */
    Span around(Instant instant, Duration distance) {
        return within(instant.minus(distance), instant.plus(distance));
    }

    /** What of it lies between these. */
    Span within(Instant earliest, Instant latest) {
        return new Span(earliest.isAfter(from) ? earliest : from, latest.isBefore(until) ? latest : until);
    }

    boolean holds(Instant instant) {
        return !instant.isBefore(from) && !instant.isAfter(until);
    }
}
