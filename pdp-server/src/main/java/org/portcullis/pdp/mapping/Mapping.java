package org.portcullis.pdp.mapping;

import org.portcullis.profile.ReasonCode;

/** The answer to the question which account a subject gets. */
public sealed interface Mapping {
    /** This account; {@code rule} is the line of the account map that says so, as {@code file:line}. */
    record Mapped(Account account, String rule) implements Mapping {}

    /** None, for this reason; every replica would say the same. */
    record Refused(ReasonCode reason) implements Mapping {}
}
