package org.portcullis.load.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The verbs that ask too much of a server, and tell whether it stays useful. */
@Command(
        name = "drill",
        description = {
            "Asks too much of a server on this machine, and tells whether it stays useful.",
            "Exit codes: 0 every bar reached, 2 usage, 4 a bar missed."
        },
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            DrillOverloadCommand.class,
            DrillNoisyCommand.class,
            DrillIdleCommand.class,
            DrillHerdCommand.class
        })
final class DrillCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "name what to do: overload, noisy, idle or herd");
    }
}
