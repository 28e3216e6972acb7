package org.portcullis.pdp.cli;

import picocli.CommandLine.Command;

/** {@code portcullis ban}: who is never let in. */
@Command(
        name = "ban",
        mixinStandardHelpOptions = true,
        description = "Sets, shows and lifts bans.",
        subcommands = {
            BanAddCommand.class,
            BanLiftCommand.class,
            BanExtendCommand.class,
            BanListCommand.class,
            BanShowCommand.class,
            BanAffectedCommand.class,
            BanHistoryCommand.class,
            BanImportCommand.class,
            BanExportCommand.class,
            BanAcceptFileCommand.class,
            BanInitCommand.class
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  portcullis ban add \"dn:/C=XX/O=Grid/CN=Somebody\" --reason incident --ticket T-1 --for 72h --wait",
            "  portcullis ban add vo:mayhem --reason incident --dry-run",
            "  portcullis ban affected 42 --since 3d",
            "  portcullis ban lift 42 --reason \"new certificate\""
        })
final class BanCommand extends CommandGroup {}
