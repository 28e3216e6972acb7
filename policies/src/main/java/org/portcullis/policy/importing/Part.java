package org.portcullis.policy.importing;

import java.util.List;

/** A policy set or a policy of the pack to be written. */
public sealed interface Part {
    Origin origin();

    Target target();

    /** Whether the first part that applies decides; otherwise a Deny overrides. */
    boolean firstApplicable();

    /** Policies that are combined. */
    record Group(Origin origin, boolean firstApplicable, Target target, List<Part> parts) implements Part {
        /** Copies the list. */
        public Group {
            parts = List.copyOf(parts);
        }
    }

    /** Rules that are combined. */
    record Rules(Origin origin, boolean firstApplicable, Target target, List<Rule> rules) implements Part {
        /** Copies the list. */
        public Rules {
            rules = List.copyOf(rules);
        }
    }

    /** One rule; it applies where its target does and every condition is true. */
    record Rule(Origin origin, boolean permits, Target target, List<Element> conditions) {
        /** Copies the list. */
        public Rule {
            conditions = List.copyOf(conditions);
        }
    }
}
