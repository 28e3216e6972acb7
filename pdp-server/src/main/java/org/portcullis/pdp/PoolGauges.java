package org.portcullis.pdp;

import java.time.InstantSource;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.portcullis.pdp.decide.CurrentPolicy;
import org.portcullis.pdp.health.ServerMetrics;
import org.portcullis.pdp.mapping.LeaseRegister;
import org.portcullis.pdp.mapping.PoolUse;
import org.portcullis.pdp.mapping.StoreUnavailableException;

/** What the metrics page tells of the pools: how many accounts of each nobody has, or had lately, and of which few. */
record PoolGauges(CurrentPolicy policy, LeaseRegister leases, InstantSource clock) {
    void export(ServerMetrics metrics) {
        export(metrics, "portcullis.lease.pool.free", "Accounts that can be leased", use -> (long) use.free());
        export(
                metrics,
                "portcullis.lease.pool.nearly.full",
                "Whether 80 % of the accounts, or more, cannot be leased",
                use -> use.isNearlyFull() ? 1L : 0L);
    }

    private void export(ServerMetrics metrics, String name, String description, Function<PoolUse, Long> number) {
        metrics.gauges(
                name,
                description,
                "pool",
                () -> usesIfKnown().stream()
                        .collect(Collectors.toMap(use -> use.pool().prefix(), number)));
    }

    /** A store that cannot be asked takes no other metric with it. */
    private List<PoolUse> usesIfKnown() {
        try {
            return uses();
        } catch (StoreUnavailableException e) {
            return List.of();
        }
    }

    /** How full every pool is now. */
    List<PoolUse> uses() {
        return PoolUse.all(policy.get().mapping(), leases, clock.instant());
    }
}
