package org.portcullis.pdp.ban;

import java.time.Instant;
import java.util.Optional;

/** When a ban is in force: from {@code start} until just before {@code end}, which is {@link Instant#MAX} if it has none. */
public record BanPeriod(Instant start, Instant end) {
    /** Since ever and for ever. */
    public static final BanPeriod ALWAYS = new BanPeriod(Instant.MIN, Instant.MAX);

    /** A period ends after it starts. */
    public BanPeriod {
        if (!end.isAfter(start)) {
            throw new IllegalArgumentException("a ban ends after it starts: " + start + " to " + end);
        }
    }

    /** Whether a ban of this period hits at that time. */
    public boolean covers(Instant at) {
        return !at.isBefore(start) && at.isBefore(end);
    }

    /** Whether a ban of this period hits whenever one of the other does. */
    public boolean includes(BanPeriod other) {
        return !start.isAfter(other.start) && !end.isBefore(other.end);
    }

    /** Whether the period is over at that time. */
    public boolean isOver(Instant at) {
        return !at.isBefore(end);
    }

    /** When it ends, if it does. */
    public Optional<Instant> expiry() {
        return end.equals(Instant.MAX) ? Optional.empty() : Optional.of(end);
    }
}
