package org.portcullis.pdp.cli.lease;

import org.portcullis.pdp.mapping.LeaseRegister;
import picocli.CommandLine.Command;

/** {@code portcullis lease freeze}. */
@Command(
        name = "freeze",
        mixinStandardHelpOptions = true,
        description = {
            "Freezes a lease: it stays, and nobody is let in with it.",
            "A running server takes it within a second."
        },
        footerHeading = "%nExit codes:%n",
        footer = {
            "  0   done",
            "  9   nobody holds the account, or it is in another state",
            "",
            "Example:",
            "  portcullis lease freeze atlas007 --reason \"ticket 4711\""
        })
final class LeaseFreezeCommand extends LeaseChangeCommand {
    @Override
    void change(LeaseRegister store, LeaseOptions now, LeaseChangeOptions what) {
        store.freeze(what.account(), now.now(), what.author(), what.reason());
    }
}
