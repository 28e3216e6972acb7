package org.portcullis.pdp.ban;

import java.time.Instant;
import java.util.Locale;

/** One line of the history of bans: what was done, when, and the ban as it was from then on. */
public record BanEvent(long revision, Instant at, Kind kind, BanEntry entry) {
    /** Which change of its store this is. */
    BanStore.Mark mark() {
        return new BanStore.Mark(revision, at);
    }

    /** What was done. */
    public enum Kind {
        ADDED,
        EXTENDED,
        LIFTED;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
