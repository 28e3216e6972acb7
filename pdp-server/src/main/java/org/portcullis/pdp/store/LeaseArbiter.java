package org.portcullis.pdp.store;

import java.time.Instant;
import java.util.Optional;
import org.portcullis.pdp.mapping.Lease;
import org.portcullis.pdp.mapping.LeaseKey;

/**
 * Who has the last word on accounts that the tables of leases are not alone to give out. The methods as they stand here are
 * those of tables that are alone.
 */
interface LeaseArbiter {
    /** Nobody else has a say. */
    static LeaseArbiter none() {
        return new LeaseArbiter() {};
    }

    /** Whether a lease of the tables is still so. Called by any thread. */
    default boolean confirms(Lease lease) {
        return true;
    }

    /** The account that somebody else gave to this key; a name that is no account if that cannot be told. */
    default Optional<String> heldBy(LeaseKey key) {
        return Optional.empty();
    }

    /** Makes it so, unless somebody else has the account; {@code again} if its holder had it last. */
    default boolean take(Lease lease, boolean again) {
        return true;
    }

    /** Ends a lease, and keeps its account from everybody else until then. */
    default void giveUp(Lease lease, Instant until) {}

    /** Puts on disk what was taken and given up. */
    default void sync() {}

    /** Says that the lease of this key is in use. */
    default void used(LeaseKey key, Instant at) {}

    /** Lets go of accounts whose time of being kept is over. */
    default void sweep(Instant now) {}
}
