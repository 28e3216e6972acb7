package org.portcullis.pdp.cli.lease;

import org.portcullis.pdp.cli.CommandGroup;
import picocli.CommandLine.Command;

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
public final class LeaseCommand extends CommandGroup {}
