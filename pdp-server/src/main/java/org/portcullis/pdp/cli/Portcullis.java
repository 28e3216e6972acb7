package org.portcullis.pdp.cli;

import java.io.PrintWriter;
import org.portcullis.pdp.config.ConfigException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The {@code portcullis} command. */
@Command(
        name = "portcullis",
        mixinStandardHelpOptions = true,
        versionProvider = ReleaseVersion.class,
        description = "Site Central Authorization Service: answers Permit or Deny, with a Unix account.",
        subcommands = {
            ServerCommand.class,
            ReloadCommand.class,
            ConfigCommand.class,
            LeaseCommand.class,
            VersionCommand.class
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  portcullis config check --config /etc/portcullis/portcullis.yaml",
            "  portcullis server --config /etc/portcullis/portcullis.yaml",
            "  portcullis reload"
        })
public final class Portcullis implements Runnable {
    /** Exit code for a defect of this program. */
    static final int DEFECT = 1;
    /** Exit code for findings of a check. */
    static final int FINDINGS = 3;
    /** Exit code when the server cannot be reached. */
    static final int UNREACHABLE = 6;
    /** Exit code for a configuration that cannot be used (sysexits EX_CONFIG). */
    static final int BAD_CONFIG = 78;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    /** Runs the command and exits with its code. */
    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Portcullis())
                .setExecutionExceptionHandler((failure, command, parsed) -> report(failure, command.getErr()));
    }

    private static int report(Exception failure, PrintWriter err) {
        if (failure instanceof ConfigException config) {
            config.problems().forEach(err::println);
            return BAD_CONFIG;
        }
        err.println("unexpected error: " + failure);
        return DEFECT;
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
