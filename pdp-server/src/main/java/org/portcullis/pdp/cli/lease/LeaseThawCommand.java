package org.portcullis.pdp.cli.lease;

import org.portcullis.pdp.mapping.LeaseRegister;
import picocli.CommandLine.Command;

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
final class LeaseThawCommand extends LeaseChangeCommand {
    @Override
    void change(LeaseRegister store, LeaseOptions now, LeaseChangeOptions what) {
        store.thaw(what.account(), now.now(), what.author(), what.reason());
    }
}
