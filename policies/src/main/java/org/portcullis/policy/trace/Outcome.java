package org.portcullis.policy.trace;

import java.util.Collection;
import java.util.Locale;

/** What became of a question that a policy asks. */
public enum Outcome {
    MATCHED,
    NOT_MATCHED,
    /** It could not be answered. */
    ERROR,
    /** Nobody asked it. */
    NOT_ASKED;

    /** Whether all of them match (XACML 3.0, 7.7): one that does not outweighs one that fails. */
    static Outcome all(Collection<Outcome> outcomes) {
        return first(NOT_MATCHED, outcomes, MATCHED);
    }

    /** Whether any of them matches (XACML 3.0, 7.7): one that does outweighs one that fails. */
    static Outcome any(Collection<Outcome> outcomes) {
        return first(MATCHED, outcomes, NOT_MATCHED);
    }

    private static Outcome first(Outcome decisive, Collection<Outcome> outcomes, Outcome otherwise) {
        for (Outcome outcome : new Outcome[] {decisive, ERROR, NOT_ASKED}) {
            if (outcomes.contains(outcome)) {
                return outcome;
            }
        }
        return otherwise;
    }

    /** The word used in output. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
