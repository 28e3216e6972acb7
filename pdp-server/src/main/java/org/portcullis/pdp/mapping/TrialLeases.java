package org.portcullis.pdp.mapping;

import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Leases that nobody will remember: what a lease store would answer, in memory alone, so that nobody is given an account by
 * it. Quarantine and frozen leases are not known here. Thread-safe.
 */
public final class TrialLeases implements LeaseStore {
    /** Guarded by this, as {@link #held}. */
    private final Map<LeaseKey, Lease> byKey = new LinkedHashMap<>();

    private final Set<String> held = new HashSet<>();

    /** Starts with those leases. */
    public TrialLeases(Collection<Lease> leases) {
        leases.forEach(this::keep);
    }

    @Override
    public synchronized LeaseOutcome acquire(LeaseKey key, List<String> accounts, Instant at) {
        return find(key)
                .or(() -> accounts.stream()
                        .filter(account -> !held.contains(account))
                        .findFirst()
                        .map(account -> keep(new Lease(key, account, at))))
                .<LeaseOutcome>map(LeaseOutcome.Held::new)
                .orElseGet(LeaseOutcome.Exhausted::new);
    }

    @Override
    public synchronized Optional<Lease> find(LeaseKey key) {
        return Optional.ofNullable(byKey.get(key));
    }

    @Override
    public synchronized List<Lease> all() {
        return List.copyOf(byKey.values());
    }

    private Lease keep(Lease lease) {
        byKey.put(lease.key(), lease);
        held.add(lease.account());
        return lease;
    }

    @Override
    public void close() {}
}
