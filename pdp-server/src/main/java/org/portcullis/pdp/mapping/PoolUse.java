package org.portcullis.pdp.mapping;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** How full a pool is: how many accounts it has, and how many of them nobody holds and none had lately. */
public record PoolUse(Pool pool, int accounts, int free) {
    /** So many of a hundred accounts may be in use before somebody has to know. */
    private static final int ALARM = 80;

    /**
     * Every pool that the account map names, by name.
     *
     * @throws StoreUnavailableException if it is not known which accounts are in quarantine
     */
    public static List<PoolUse> all(MappingRules rules, LeaseRegister leases, Instant at) {
        List<String> held = leases.all().stream().map(Lease::account).toList();
        return rules.pools().stream()
                .sorted(Comparator.comparing(Pool::prefix))
                .map(pool -> of(rules, pool, held, leases.quarantined(pool, at)))
                .toList();
    }

    /** With those accounts held, of whatever pool, and those in quarantine. */
    public static PoolUse of(MappingRules rules, Pool pool, Collection<String> held, Collection<String> quarantined) {
        Set<String> unavailable = new HashSet<>(held);
        unavailable.addAll(quarantined);
        List<String> accounts = rules.accounts(pool);
        long free = accounts.stream()
                .filter(account -> !unavailable.contains(account))
                .count();
        return new PoolUse(pool, accounts.size(), (int) free);
    }

    /** Whether four fifths of the accounts, or more, cannot be leased. */
    public boolean isNearlyFull() {
        return (accounts - free) * 100L >= accounts * (long) ALARM;
    }
}
