package org.portcullis.pdp.cli.decisions;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code portcullis decisions}: what was decided. */
@Command(
        name = "decisions",
        mixinStandardHelpOptions = true,
        description = "Reads the audit log of decisions, and how they differ from those of another service.",
        subcommands = {TailCommand.class, QueryCommand.class, ShowCommand.class, ShadowCommand.class},
        footerHeading = "%nExamples:%n",
        footer = {
            "  portcullis decisions tail -f",
            "  portcullis decisions query --since 7d --vo mayhem --decision Permit -o csv"
        })
public final class DecisionsCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
