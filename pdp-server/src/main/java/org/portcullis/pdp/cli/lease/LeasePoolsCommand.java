package org.portcullis.pdp.cli.lease;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.portcullis.pdp.cli.ConfigOption;
import org.portcullis.pdp.mapping.Lease;
import org.portcullis.pdp.mapping.LeaseEvent;
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
            List<LeaseEvent> events = store.history();
            options.print(
                    List.of("pool", "accounts", "held", "frozen", "quarantined", "free", "fullIn", "alarm"),
                    rules.pools().stream()
                            .sorted(Comparator.comparing(Pool::prefix))
                            .map(pool -> row(rules, pool, store, growth(pool, events, now), now))
                            .toList());
        }
    }

    private static Map<String, Object> row(
            MappingRules rules, Pool pool, LeaseRegister store, long growth, Instant now) {
        List<String> quarantined = store.quarantined(pool, now);
        List<String> held =
                store.all().stream().map(Lease::account).filter(pool::owns).toList();
        PoolUse use = PoolUse.of(rules, pool, held, quarantined);
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("pool", pool);
        row.put("accounts", use.accounts());
        row.put("held", held.size());
        row.put(
                "frozen",
                store.held().stream()
                        .filter(lease ->
                                lease.frozen() && pool.owns(lease.lease().account()))
                        .count());
        row.put("quarantined", quarantined.size());
        row.put("free", use.free());
        row.put("fullIn", growth <= 0 ? "" : use.free() * LOOK_BACK.toDays() / growth + "d");
        row.put("alarm", use.isNearlyFull());
        return row;
    }

    /** Leases granted less leases ended, lately. */
    private static long growth(Pool pool, List<LeaseEvent> events, Instant now) {
        return events.stream()
                .filter(event -> event.lease().key().pool().equals(pool))
                .filter(event -> event.at().isAfter(now.minus(LOOK_BACK)))
                .mapToLong(event -> event.kind().ends() ? -1 : event.kind() == LeaseEvent.Kind.GRANTED ? 1 : 0)
                .sum();
    }
}
