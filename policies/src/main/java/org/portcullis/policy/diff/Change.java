package org.portcullis.policy.diff;

import java.util.Locale;

/**
 * One difference between two packs: what it is about, for example {@code rule permitted/R23} or {@code data vos atlas
 * supported}, and how that was and is; empty where it was not there or is not there any more.
 */
public record Change(Kind kind, String subject, String before, String after) {
    /** What happened to it. */
    public enum Kind {
        ADDED,
        REMOVED,
        CHANGED,
        /** It is asked earlier or later among its neighbours. */
        MOVED;

        /** The word used in output. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
