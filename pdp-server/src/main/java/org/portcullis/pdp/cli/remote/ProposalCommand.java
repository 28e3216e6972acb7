package org.portcullis.pdp.cli.remote;

import org.portcullis.pdp.cli.CommandGroup;
import picocli.CommandLine.Command;

/** {@code portcullis proposal}: what somebody asked for and somebody else has to confirm. */
@Command(
        name = "proposal",
        mixinStandardHelpOptions = true,
        description = "Shows, confirms and withdraws what waits for a second person (admin.two-person).",
        subcommands = {
            ProposalListCommand.class,
            ProposalConfirmCommand.class,
            ProposalWithdrawCommand.class,
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  portcullis proposal list --server https://authz.example.org:9443",
            "  portcullis proposal confirm 0b1f… --server https://authz.example.org:9443",
            "",
            "Exit codes:",
            "  0   done",
            "  6   no answer",
            "  7   you are who asked for it, or not entitled to",
            "  9   nothing waits under this id, or something stands against it",
            "  78  certificate or CAs cannot be used"
        })
public final class ProposalCommand extends CommandGroup {}
