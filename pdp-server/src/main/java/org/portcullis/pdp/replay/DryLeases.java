package org.portcullis.pdp.replay;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.portcullis.pdp.mapping.Lease;
import org.portcullis.pdp.mapping.LeaseKey;
import org.portcullis.pdp.mapping.LeaseOutcome;
import org.portcullis.pdp.mapping.LeaseStore;

/**
 * The leases that there are, and in memory alone those that would be taken: nobody is given an account by it. Thread-safe.
 */
public final class DryLeases implements LeaseStore {
    private final Object lock = new Object();
    /** Guarded by lock. */
    private final Map<LeaseKey, Lease> byKey = new HashMap<>();
    /** Guarded by lock. */
    private final Set<String> taken = new HashSet<>();

    /** Starts from the leases that are held. */
    public DryLeases(List<Lease> held) {
        held.forEach(this::hold);
    }

    private void hold(Lease lease) {
        byKey.put(lease.key(), lease);
        taken.add(lease.account());
    }

    @Override
    public LeaseOutcome acquire(LeaseKey key, List<String> accounts, Instant at) {
        synchronized (lock) {
            Optional<Lease> lease = find(key).or(() -> take(key, accounts, at));
            return lease.<LeaseOutcome>map(LeaseOutcome.Held::new).orElseGet(LeaseOutcome.Exhausted::new);
        }
    }

    private Optional<Lease> take(LeaseKey key, List<String> accounts, Instant at) {
        Optional<Lease> free = accounts.stream()
                .filter(account -> !taken.contains(account))
                .findFirst()
                .map(account -> new Lease(key, account, at));
        free.ifPresent(this::hold);
        return free;
    }

    @Override
    public Optional<Lease> find(LeaseKey key) {
        synchronized (lock) {
            return Optional.ofNullable(byKey.get(key));
        }
    }

    @Override
    public List<Lease> all() {
        synchronized (lock) {
            return new ArrayList<>(byKey.values());
        }
    }

    @Override
    public void close() {
        // nothing was opened
    }
}
