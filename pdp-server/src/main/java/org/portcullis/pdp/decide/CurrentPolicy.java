package org.portcullis.pdp.decide;

import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;

/**
 * The snapshot in force. One write replaces it; whoever read the old one finishes with the old one. While its bans are too
 * old to be believed, it permits nothing. Thread-safe.
 */
public final class CurrentPolicy {
    private final BooleanSupplier stale;
    /** Written under the lock of {@link #update}. */
    private volatile PolicySnapshot current;

    /** Starts with a snapshot that is never too old; there is never none. */
    public CurrentPolicy(PolicySnapshot first) {
        this(first, () -> false);
    }

    /** Starts with a snapshot; {@code stale} says whether bans are too old now. */
    public CurrentPolicy(PolicySnapshot first, BooleanSupplier stale) {
        this.stale = stale;
        current = first;
    }

    /** The snapshot in force now. A decision asks once. */
    public PolicySnapshot get() {
        PolicySnapshot now = current;
        return stale.getAsBoolean() ? now.withoutPermits() : now;
    }

    /** Puts the next snapshot, made from the one before, in force. */
    synchronized PolicySnapshot update(UnaryOperator<PolicySnapshot> change) {
        current = change.apply(current);
        return current;
    }
}
