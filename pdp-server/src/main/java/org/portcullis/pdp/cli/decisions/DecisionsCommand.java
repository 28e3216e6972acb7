package org.portcullis.pdp.cli.decisions;

import org.portcullis.pdp.cli.CommandGroup;
import picocli.CommandLine.Command;

/** {@code portcullis decisions}: what was decided. */
@Command(
        name = "decisions",
        mixinStandardHelpOptions = true,
        description = "Reads the audit log of decisions, and how they differ from those of another service.",
        subcommands = {
            TailCommand.class,
            QueryCommand.class,
            ShowCommand.class,
            ExportCommand.class,
            ShadowCommand.class
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  portcullis decisions tail -f",
            "  portcullis decisions query --since 7d --vo mayhem --decision Permit -o csv"
        })
public final class DecisionsCommand extends CommandGroup {}
