package org.portcullis.pdp.cli.lease;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code portcullis lease}: who holds which account. */
@Command(
        name = "lease",
        mixinStandardHelpOptions = true,
        description = "Shows who holds which account, and ends or freezes leases.",
        subcommands = {
            LeaseListCommand.class,
            LeasePoolsCommand.class,
            LeaseHistoryCommand.class,
            LeaseReleaseCommand.class,
            LeaseFreezeCommand.class,
            LeaseThawCommand.class
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  portcullis lease list -o jsonl",
            "  portcullis lease pools",
            "  portcullis lease release atlas007 --reason \"left the experiment\""
        })
public final class LeaseCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
