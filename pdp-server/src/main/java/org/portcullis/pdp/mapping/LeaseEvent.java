package org.portcullis.pdp.mapping;

import java.time.Instant;
import java.util.Locale;

/**
 * One line of the history of leases, numbered in their order, perhaps with gaps. {@code author} and {@code reason} are empty for what the server did by
 * itself.
 */
public record LeaseEvent(long number, Instant at, Kind kind, Lease lease, String author, String reason) {
    /** What happened to a lease. */
    public enum Kind {
        GRANTED,
        /** Ended by somebody. */
        RELEASED,
        /** Ended by itself, unused for too long. */
        EXPIRED,
        FROZEN,
        THAWED;

        /** Whether nobody has the account afterwards. */
        public boolean ends() {
            return this == RELEASED || this == EXPIRED;
        }

        /** By how many more or fewer leases there are afterwards. */
        public int growth() {
            return this == GRANTED ? 1 : ends() ? -1 : 0;
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
