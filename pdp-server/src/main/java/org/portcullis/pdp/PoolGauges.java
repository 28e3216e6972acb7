package org.portcullis.pdp;

import java.time.InstantSource;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.portcullis.pdp.decide.CurrentPolicy;
import org.portcullis.pdp.health.ServerMetrics;
import org.portcullis.pdp.mapping.Lease;
import org.portcullis.pdp.mapping.LeaseRegister;
import org.portcullis.pdp.mapping.MappingRules;
import org.portcullis.pdp.mapping.Pool;
import org.portcullis.pdp.mapping.StoreUnavailableException;

/** What the metrics page tells of the pools: how many accounts of each nobody has, or had lately. */
record PoolGauges(CurrentPolicy policy, LeaseRegister leases, InstantSource clock) {
    void export(ServerMetrics metrics) {
        metrics.gauges("portcullis.lease.pool.free", "Accounts that can be leased", "pool", this::freeAccountsIfKnown);
    }

    /** A store that cannot be asked takes no other metric with it. */
    private Map<String, Long> freeAccountsIfKnown() {
        try {
            return freeAccounts();
        } catch (StoreUnavailableException e) {
            return Map.of();
        }
    }

    private Map<String, Long> freeAccounts() {
        MappingRules rules = policy.get().mapping();
        Set<String> held = leases.all().stream().map(Lease::account).collect(Collectors.toSet());
        return rules.pools().stream().collect(Collectors.toMap(Pool::prefix, pool -> free(rules, pool, held)));
    }

    private long free(MappingRules rules, Pool pool, Set<String> held) {
        Set<String> unavailable = new HashSet<>(leases.quarantined(pool, clock.instant()));
        unavailable.addAll(held);
        return rules.accounts(pool).stream()
                .filter(account -> !unavailable.contains(account))
                .count();
    }
}
