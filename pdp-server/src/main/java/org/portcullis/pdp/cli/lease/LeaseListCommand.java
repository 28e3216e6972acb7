package org.portcullis.pdp.cli.lease;

import java.util.List;
import org.portcullis.pdp.mapping.HeldLease;
import org.portcullis.pdp.mapping.LeaseRegister;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code portcullis lease list}. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = "Lists every lease: account, since when, last use, state, pool, primary group, DN.",
        footerHeading = "%nExample:%n",
        footer = "  portcullis lease list --pool atlas -o jsonl")
final class LeaseListCommand implements Runnable {
    @Mixin
    @SuppressWarnings("NullAway.Init")
    private LeaseOptions options;

    @Option(names = "--pool", paramLabel = "POOL", defaultValue = "", description = "Only accounts of this pool.")
    @SuppressWarnings("NullAway.Init")
    private String pool;

    @Option(names = "--frozen", description = "Only leases that are frozen.")
    private boolean frozen;

    @Override
    public void run() {
        try (LeaseRegister store = options.open()) {
            options.print(
                    List.of("account", "grantedAt", "lastUsedAt", "state", "pool", "group", "dn"),
                    store.held().stream()
                            .filter(this::isWanted)
                            .map(LeaseOptions::row)
                            .toList());
        }
    }

    private boolean isWanted(HeldLease held) {
        String prefix = held.lease().key().pool().prefix();
        return (pool.isEmpty() || pool.equals(prefix) || pool.equals("." + prefix)) && (!frozen || held.frozen());
    }
}
