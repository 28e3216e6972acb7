package org.portcullis.policy.facts;

import java.time.Instant;
import java.util.Set;

/**
 * A rule of exception with an end: for a time, and unless terminated before, it suspends some of what the JSPG policy
 * requires, at sites that opted in.
 */
public record Regime(String id, Validity validity, Instant terminatedAt, boolean optedIn, Set<Requirement> suspends) {
    /** The JSPG policy itself, which suspends nothing and never ends. */
    public static final Regime JSPG = new Regime("jspg", Validity.ALWAYS, Instant.MAX, true, Set.of());

    /** Copies the set. */
    public Regime {
        suspends = Set.copyOf(suspends);
    }

    /** Whether it counts at that moment. */
    boolean isInForce(Instant at) {
        return optedIn && !at.isBefore(validity.from()) && at.isBefore(end());
    }

    /** The moment from which it does not count any more. */
    Instant end() {
        return validity.until().isBefore(terminatedAt) ? validity.until() : terminatedAt;
    }

    /** Whether it is one of exception. */
    boolean isInterim() {
        return !equals(JSPG);
    }

    boolean suspends(Requirement requirement) {
        return suspends.contains(requirement);
    }
}
