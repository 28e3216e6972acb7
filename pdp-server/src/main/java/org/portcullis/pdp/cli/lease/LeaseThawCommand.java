package org.portcullis.pdp.cli.lease;

import org.portcullis.pdp.store.SqliteLeaseStore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code portcullis lease thaw}. */
@Command(
        name = "thaw",
        mixinStandardHelpOptions = true,
        description = {"Takes back `lease freeze`.", "A running server takes it within a second."},
        footerHeading = "%nExit codes:%n",
        footer = {
            "  0   done",
            "  9   nobody holds the account, or it is in another state",
            "",
            "Example:",
            "  portcullis lease thaw atlas007 --reason \"ticket 4711\""
        })
final class LeaseThawCommand implements Runnable {
    @Mixin
    @SuppressWarnings("NullAway.Init")
    private LeaseOptions options;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private LeaseChangeOptions change;

    @Override
    public void run() {
        try (SqliteLeaseStore store = options.open()) {
            store.thaw(change.account(), options.now(), change.author(), change.reason());
            options.printEvents(change.lastOf(store));
        }
    }
}
