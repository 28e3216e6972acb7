package org.portcullis.client;

import java.util.Optional;

/** A second opinion on an account before a Permit is believed. Implementations are thread-safe. */
@FunctionalInterface
public interface AccountCheck {
    /** The check that never objects. */
    AccountCheck NONE = account -> Optional.empty();

    /** Why this account must not be used here; empty if nothing speaks against it. */
    Optional<String> objection(Account account);
}
