package org.portcullis.load.cli;

import java.time.Duration;
import org.portcullis.load.crowd.Questions;
import org.portcullis.load.run.ConnectionMode;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.OptionSpec;

/** The command {@code portcullis-load}. */
@Command(
        name = "portcullis-load",
        description = "Makes a throw-away grid PKI and honest load. For tests on this machine only.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {PkiCommand.class, RunCommand.class, BenchCommand.class, DrillCommand.class})
public final class LoadTests {
    private LoadTests() {}

    /** Runs one verb and exits with its code. */
    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        CommandLine command = new CommandLine(new LoadTests());
        addHelp(command);
        return command.registerConverter(Duration.class, DurationText::parse)
                .registerConverter(ConnectionMode.class, RunCommand::mode)
                .registerConverter(Questions.class, CrowdOptions::questions)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((failure, failed, parsed) -> {
                    failed.getErr().println("error: " + failure.getMessage());
                    return failed.getCommandSpec().exitCodeOnExecutionException();
                });
    }

    private static void addHelp(CommandLine command) {
        command.getCommandSpec()
                .addOption(OptionSpec.builder("-h", "--help")
                        .usageHelp(true)
                        .description("shows this help")
                        .build());
        command.getSubcommands().values().forEach(LoadTests::addHelp);
    }
}
