package org.portcullis.pdp.cli;

import java.io.PrintWriter;
import org.portcullis.pdp.ban.BanStoreException;
import org.portcullis.pdp.ban.NoSuchBanException;
import org.portcullis.pdp.bundle.BundleConflictException;
import org.portcullis.pdp.bundle.BundleException;
import org.portcullis.pdp.cli.decisions.DecisionsCommand;
import org.portcullis.pdp.cli.doctor.DoctorCommand;
import org.portcullis.pdp.cli.lease.LeaseCommand;
import org.portcullis.pdp.cli.lease.TraceCommand;
import org.portcullis.pdp.cli.mapping.MappingCommand;
import org.portcullis.pdp.cli.policy.PolicyCommand;
import org.portcullis.pdp.cli.remote.ProposalCommand;
import org.portcullis.pdp.cli.remote.StatusCommand;
import org.portcullis.pdp.cli.remote.UnreachableException;
import org.portcullis.pdp.config.ConfigException;
import org.portcullis.pdp.mapping.NoSuchLeaseException;
import org.portcullis.pdp.mapping.StoreUnavailableException;
import picocli.CommandLine;
import picocli.CommandLine.Command;

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
            DoctorCommand.class,
            CheckCommand.class,
            StatusCommand.class,
            BanCommand.class,
            ProposalCommand.class,
            LeaseCommand.class,
            TraceCommand.class,
            MappingCommand.class,
            PolicyCommand.class,
            DecisionsCommand.class,
            AuditCommand.class,
            DnCommand.class,
            CompletionCommand.class,
            VersionCommand.class
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  portcullis config check --config /etc/portcullis/portcullis.yaml",
            "  portcullis doctor",
            "  portcullis server --config /etc/portcullis/portcullis.yaml",
            "  portcullis reload",
            "  portcullis status",
            "  portcullis ban add vo:mayhem --reason incident --for 72h --wait"
        })
public final class Portcullis extends CommandGroup {
    /** Runs the command and exits with its code. */
    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    /** The command, ready to be given arguments. */
    public static CommandLine commandLine() {
        return new CommandLine(new Portcullis())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((failure, command, parsed) -> report(failure, command.getErr()));
    }

    private static int report(Exception failure, PrintWriter err) {
        if (failure instanceof ConfigException config) {
            config.problems().forEach(err::println);
            return ExitCode.BAD_CONFIG;
        }
        if (failure instanceof UnreachableException) {
            err.println(failure.getMessage());
            return ExitCode.UNREACHABLE;
        }
        if (failure instanceof BanStoreException || failure instanceof StoreUnavailableException) {
            err.println(failure.getMessage());
            return ExitCode.BAD_CONFIG;
        }
        if (failure instanceof BundleException refused) {
            refused.problems().forEach(err::println);
            return ExitCode.FINDINGS;
        }
        if (failure instanceof NoSuchBanException
                || failure instanceof NoSuchLeaseException
                || failure instanceof BundleConflictException) {
            err.println(failure.getMessage());
            return ExitCode.CONFLICT;
        }
        err.println("unexpected error: " + failure);
        return ExitCode.DEFECT;
    }
}
