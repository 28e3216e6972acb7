package org.portcullis.pdp.cli.lease;

import org.portcullis.pdp.mapping.LeaseRegister;
import picocli.CommandLine.Command;

/** {@code portcullis lease release}. */
@Command(
        name = "release",
        mixinStandardHelpOptions = true,
        description = {
            "Ends a lease: its account goes into quarantine, where its former holder alone can have it back.",
            "A running server takes it within a second."
        },
        footerHeading = "%nExit codes:%n",
        footer = {
            "  0   done",
            "  9   nobody holds the account, or it is in another state",
            "",
            "Example:",
            "  portcullis lease release atlas007 --reason \"ticket 4711\""
        })
final class LeaseReleaseCommand extends LeaseChangeCommand {
    @Override
    void change(LeaseRegister store, LeaseOptions now, LeaseChangeOptions what) {
        store.release(what.account(), now.now(), what.author(), what.reason());
    }
}
