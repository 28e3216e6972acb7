package org.portcullis.pdp.store;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.portcullis.pdp.mapping.Lease;
import org.portcullis.pdp.mapping.LeaseKey;
import org.portcullis.pdp.mapping.LeaseOutcome;
import org.portcullis.pdp.mapping.LeaseOutcome.Frozen;
import org.portcullis.pdp.mapping.LeaseOutcome.Held;

/**
 * The leases of the store as they are known by heart, and their uses that are not yet on disk. One thread changes what is
 * known; everybody may ask.
 */
final class KnownLeases {
    private final Map<LeaseKey, Lease> byKey = new ConcurrentHashMap<>();
    private final Map<LeaseKey, Long> unwrittenUses = new ConcurrentHashMap<>();
    /** Accounts whose lease must not be used; replaced as a whole. */
    private volatile Set<String> frozen = Set.of();

    KnownLeases(List<Lease> leases, Set<String> frozen) {
        replace(leases, frozen);
    }

    /** What the key holds, used at that moment; empty if nothing. */
    Optional<LeaseOutcome> use(LeaseKey key, Instant at) {
        Lease lease = byKey.get(key);
        if (lease == null) {
            return Optional.empty();
        }
        if (frozen.contains(lease.account())) {
            return Optional.of(new Frozen());
        }
        unwrittenUses.merge(key, at.toEpochMilli(), Math::max);
        return Optional.of(new Held(lease));
    }

    Optional<Lease> find(LeaseKey key) {
        return Optional.ofNullable(byKey.get(key));
    }

    Collection<Lease> all() {
        return byKey.values();
    }

    void remember(LeaseOutcome outcome) {
        if (outcome instanceof Held held) {
            byKey.put(held.lease().key(), held.lease());
        }
    }

    /** Knows these and no others from now on. */
    void replace(List<Lease> leases, Set<String> nowFrozen) {
        Map<LeaseKey, Lease> now = requireOneHolderEach(leases);
        frozen = Set.copyOf(nowFrozen);
        byKey.keySet().retainAll(now.keySet());
        byKey.putAll(now);
    }

    /** The uses that have to be written, in milliseconds since 1970; {@link #written} takes them off. */
    Map<LeaseKey, Long> unwrittenUses() {
        return Map.copyOf(unwrittenUses);
    }

    /** Forgets these uses unless there was a later one. */
    void written(Map<LeaseKey, Long> uses) {
        uses.forEach(unwrittenUses::remove);
    }

    private static Map<LeaseKey, Lease> requireOneHolderEach(List<Lease> leases) {
        Map<LeaseKey, Lease> holders = new HashMap<>();
        Map<String, Lease> byAccount = new HashMap<>();
        for (Lease lease : leases) {
            Lease other = byAccount.put(lease.account(), lease);
            if (holders.put(lease.key(), lease) != null || other != null) {
                throw new IllegalArgumentException("account `" + lease.account() + "` or its holder is in table `lease`"
                        + " more than once: find out who holds it and delete the other row");
            }
        }
        return holders;
    }
}
