package org.portcullis.load.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The verbs that measure. */
@Command(
        name = "bench",
        description = "Measures a server on this machine, compares measurements, and shows them.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            BenchRunCommand.class,
            BenchCompareCommand.class,
            BenchCompareJmhCommand.class,
            BenchReportCommand.class
        })
final class BenchCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "name what to do: run, compare, compare-jmh or report");
    }
}
