package org.portcullis.pdp.fulfil;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.portcullis.pdp.mapping.Lease;
import org.portcullis.pdp.mapping.LeaseKey;
import org.portcullis.pdp.mapping.LeaseOutcome;
import org.portcullis.pdp.mapping.LeaseStore;
import org.portcullis.pdp.mapping.StoreUnavailableException;

/** Leases in a map, and a switch that takes the store away. For one thread. */
final class MemoryLeases implements LeaseStore {
    private final Map<LeaseKey, Lease> leases = new LinkedHashMap<>();
    private boolean available = true;

    void fail() {
        available = false;
    }

    @Override
    public LeaseOutcome acquire(LeaseKey key, List<String> accounts, Instant at) {
        requireAvailable();
        Optional<Lease> lease = find(key)
                .or(() -> accounts.stream()
                        .filter(account -> leases.values().stream()
                                .noneMatch(held -> held.account().equals(account)))
                        .findFirst()
                        .map(account -> new Lease(key, account, at)));
        lease.ifPresent(held -> leases.put(key, held));
        return lease.<LeaseOutcome>map(LeaseOutcome.Held::new).orElseGet(LeaseOutcome.Exhausted::new);
    }

    @Override
    public Optional<Lease> find(LeaseKey key) {
        requireAvailable();
        return Optional.ofNullable(leases.get(key));
    }

    @Override
    public List<Lease> all() {
        return List.copyOf(leases.values());
    }

    @Override
    public void close() {
        leases.clear();
    }

    private void requireAvailable() {
        if (!available) {
            throw new StoreUnavailableException("taken away");
        }
    }
}
