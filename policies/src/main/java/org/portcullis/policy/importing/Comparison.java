package org.portcullis.policy.importing;

import java.util.List;

/** What a comparison of another service becomes here. */
public sealed interface Comparison {
    /** Nothing: it holds for every request. */
    record Always() implements Comparison {}

    /** One of these must hold. */
    record OneOf(List<Match> alternatives) implements Comparison {
        /** Copies the list. */
        public OneOf {
            alternatives = List.copyOf(alternatives);
        }
    }

    /** It cannot be said here. */
    record Inexpressible(String why) implements Comparison {}
}
