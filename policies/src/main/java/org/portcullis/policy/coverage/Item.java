package org.portcullis.policy.coverage;

import java.util.Locale;
import org.portcullis.policy.source.Position;

/**
 * A policy, rule or clause, and how often it was asked and matched or did not. What asks nothing always matches, so that
 * nothing else is expected of it.
 */
public record Item(Kind kind, String name, Position at, boolean alwaysMatches, Tally tally) {
    /** What it is. */
    public enum Kind {
        POLICY,
        RULE,
        CLAUSE;

        /** The word used in output. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** How often it matched and how often it did not. */
    public record Tally(long matched, long notMatched) {
        /** As often as both together. */
        Tally plus(Tally other) {
            return new Tally(matched + other.matched, notMatched + other.notMatched);
        }
    }

    /** How many outcomes it can have. */
    public int outcomes() {
        return alwaysMatches ? 1 : 2;
    }

    /** How many of them it had. */
    public int reached() {
        int matched = tally.matched() > 0 ? 1 : 0;
        return alwaysMatches || tally.notMatched() == 0 ? matched : matched + 1;
    }

    /** What it never did: {@code never asked}, {@code never matched}, {@code always matched}; empty if nothing. */
    public String gap() {
        if (reached() == outcomes()) {
            return "";
        }
        if (tally.matched() + tally.notMatched() == 0) {
            return "never asked";
        }
        return tally.matched() == 0 ? "never matched" : "always matched";
    }
}
