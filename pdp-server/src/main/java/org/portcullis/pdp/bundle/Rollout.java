package org.portcullis.pdp.bundle;

import java.time.Instant;
import java.util.Locale;

/** One line of the history: a change of the bundle that decides, and how it went. */
public record Rollout(long number, Instant at, Change change, Note note, Outcome outcome) {
    /** What is to decide instead of what; {@code from} is empty if nothing decided before. Bundles by their digest. */
    public record Change(Kind kind, String from, String to, String version) {}

    /** Who wants it, and why; the ticket may be empty. */
    public record Note(String who, String reason, String ticket) {}

    /** Forward or back. */
    public enum Kind {
        ACTIVATE,
        ROLLBACK;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** How it went, as far as is known. */
    public enum Outcome {
        /** About to be switched. */
        BEGUN,
        /** Switched, and the server says that it decides with it. */
        IN_FORCE,
        /** Switched; nobody waited for the server, or none runs. */
        SWITCHED,
        /** Switched; the server did not say in time that it decides with it. */
        NOT_CONFIRMED,
        /** The server would not have it; switched back. */
        REFUSED,
        /** Ended before it was switched. */
        INTERRUPTED;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /** Whether the change stands after this. */
        boolean stands() {
            return this == IN_FORCE || this == SWITCHED || this == NOT_CONFIRMED;
        }
    }
}
