package org.portcullis.client.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Map;
import org.portcullis.profile.ActionType;
import org.portcullis.profile.Dn;
import org.portcullis.profile.Fqan;
import org.portcullis.profile.ResourceType;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code portcullis-wn}: asks from a worker node whether somebody's work may run here, and as whom. */
@Command(
        name = "portcullis-wn",
        mixinStandardHelpOptions = true,
        versionProvider = BuildVersion.class,
        subcommands = {DecideCommand.class, PingCommand.class, VersionCommand.class},
        description = "Asks the site's authorization service from a worker node.",
        footer = {
            "",
            "Examples:",
            "  portcullis-wn decide -s authz1,authz2 --payload-proxy payload.pem -o env",
            "  portcullis-wn ping -s authz1,authz2"
        })
public final class PortcullisWn implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    private final Map<String, String> environment;

    private PortcullisWn(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    /** Runs the command and ends the process with its exit code. */
    public static void main(String[] args) {
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        System.exit(run(System.getenv(), out, err, args));
    }

    /** Runs the command with that environment and those streams, and returns its exit code. */
    public static int run(Map<String, String> environment, PrintWriter out, PrintWriter err, String... args) {
        return commandLine(environment).setOut(out).setErr(err).execute(args);
    }

    /** The command in that environment, ready to be given arguments. */
    public static CommandLine commandLine(Map<String, String> environment) {
        return new CommandLine(new PortcullisWn(environment))
                .setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setAbbreviatedSubcommandsAllowed(false)
                .registerConverter(URI.class, Words::server)
                .registerConverter(Duration.class, Words::duration)
                .registerConverter(Dn.class, Words::dn)
                .registerConverter(Fqan.class, Words::fqan)
                .registerConverter(ResourceType.class, Words::resource)
                .registerConverter(ActionType.class, Words::action)
                .setParameterExceptionHandler(PortcullisWn::usage)
                .setExecutionExceptionHandler((e, command, parsed) -> failure(e, command));
    }

    /** Without a verb there is nothing to do but to explain. */
    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say what to do: decide, ping or version");
    }

    Map<String, String> environment() {
        return environment;
    }

    private static int usage(ParameterException e, String[] args) {
        PrintWriter err = e.getCommandLine().getErr();
        err.println(e.getMessage());
        CommandLine.UnmatchedArgumentException.printSuggestions(e, err);
        err.println("see " + e.getCommandLine().getCommandSpec().qualifiedName() + " --help");
        return ExitCode.USAGE;
    }

    private static int failure(Exception e, CommandLine command) {
        boolean local = e instanceof GeneralSecurityException || e instanceof IOException;
        StackTraceElement[] trace = e.getStackTrace();
        String where = trace.length == 0 ? "" : " at " + trace[0].getFileName() + ":" + trace[0].getLineNumber();
        String defect = "unexpected error, please report: " + e.getClass().getSimpleName() + where;
        command.getErr().println(local ? e.getMessage() : defect);
        return local ? ExitCode.USAGE : ExitCode.DEFECT;
    }
}
