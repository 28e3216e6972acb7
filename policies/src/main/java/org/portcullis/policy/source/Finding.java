package org.portcullis.policy.source;

import org.portcullis.policy.catalogue.LintRule;

/** Something found wrong with a pack, where, and what was probably meant; the suggestion is empty if nobody can tell. */
public record Finding(LintRule rule, Position at, String message, String suggestion) {
    /** Without a suggestion beyond what the message says. */
    public Finding(LintRule rule, Position at, String message) {
        this(rule, at, message, "");
    }

    /** Place, message and suggestion on one line. */
    @Override
    public String toString() {
        return at + ": " + message + (suggestion.isEmpty() ? "" : "; " + suggestion);
    }
}
