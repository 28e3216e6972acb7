package org.portcullis.pdp.cli.lease;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.portcullis.pdp.cli.ConfigOption;
import org.portcullis.pdp.mapping.HeldLease;
import org.portcullis.pdp.mapping.LeaseRegister;
import org.portcullis.pdp.mapping.MappingRules;
import org.portcullis.pdp.mapping.Pool;
import org.portcullis.pdp.mapping.PoolUse;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code portcullis lease pools}. */
@Command(
        name = "pools",
        mixinStandardHelpOptions = true,
        description = {
            "Shows how full each pool is, and in how many days it will be, if it goes on as in the last seven.",
            "`fullIn` is empty where nothing was granted, or more was given back. `alarm`: 80 % or more cannot be leased."
        },
        footerHeading = "%nExample:%n",
        footer = "  portcullis lease pools -o json")
final class LeasePoolsCommand implements Runnable {
    private static final Duration LOOK_BACK = Duration.ofDays(7);

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private LeaseOptions options;

    @Override
    public void run() {
        MappingRules rules = ConfigOption.mapping(options.config());
        Instant now = options.now();
        try (LeaseRegister store = options.open()) {
            List<HeldLease> leases = store.held();
            Map<Pool, Long> growth = store.growth(now.minus(LOOK_BACK));
            options.print(
                    List.of("pool", "accounts", "held", "frozen", "quarantined", "free", "fullIn", "alarm"),
                    rules.pools().stream()
                            .sorted(Comparator.comparing(Pool::prefix))
                            .map(pool -> new Fill(
                                            pool,
                                            leases.stream()
                                                    .filter(held -> pool.owns(
                                                            held.lease().account()))
                                                    .toList(),
                                            store.quarantined(pool, now),
                                            growth.getOrDefault(pool, 0L))
                                    .row(rules))
                            .toList());
        }
    }

    /** What the store knows of one pool. */
    private record Fill(Pool pool, List<HeldLease> held, List<String> quarantined, long growth) {
        Map<String, Object> row(MappingRules rules) {
            List<String> accounts =
                    held.stream().map(lease -> lease.lease().account()).toList();
            PoolUse use = PoolUse.of(rules, pool, accounts, quarantined);
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("pool", pool);
            row.put("accounts", use.accounts());
            row.put("held", held.size());
            row.put("frozen", held.stream().filter(HeldLease::frozen).count());
            row.put("quarantined", quarantined.size());
            row.put("free", use.free());
            row.put("fullIn", growth <= 0 ? "" : use.free() * LOOK_BACK.toDays() / growth + "d");
            row.put("alarm", use.isNearlyFull());
            return row;
        }
    }
}
