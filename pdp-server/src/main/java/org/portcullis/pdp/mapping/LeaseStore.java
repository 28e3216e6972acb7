package org.portcullis.pdp.mapping;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Who holds which pool account, durably: an account has one holder, and a lease that was answered is never lost or moved.
 * Implementations are thread-safe.
 */
public interface LeaseStore extends AutoCloseable {
    /**
     * The lease of this key; if there is none yet, the first of {@code accounts} that is free, committed before return.
     *
     * @throws StoreUnavailableException if it is not known whether the lease could be kept; asking again is safe
     */
    LeaseOutcome acquire(LeaseKey key, List<String> accounts, Instant at);

    /** The lease of this key, if it has one. */
    Optional<Lease> find(LeaseKey key);

    /** Every lease, in no particular order. */
    List<Lease> all();

    @Override
    void close();
}
