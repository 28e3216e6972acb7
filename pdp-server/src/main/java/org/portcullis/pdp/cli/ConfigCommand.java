package org.portcullis.pdp.cli;

import java.util.concurrent.Callable;
import org.portcullis.pdp.config.ConfigException;
import org.portcullis.pdp.config.PdpConfig;
import org.portcullis.pdp.decide.PolicySnapshot;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code portcullis config}: looks at the configuration without serving it. */
@Command(
        name = "config",
        mixinStandardHelpOptions = true,
        description = "Looks at the configuration without serving it.",
        subcommands = {ConfigCommand.Check.class, ConfigShowCommand.class, ConfigSchemaCommand.class},
        footerHeading = "%nExamples:%n",
        footer = {
            "  portcullis config check",
            "  portcullis config show --origin",
            "  portcullis config schema > portcullis.schema.json"
        })
final class ConfigCommand extends CommandGroup {
    /** {@code portcullis config check}: reads everything a decision depends on and reports every problem. */
    @Command(
            name = "check",
            mixinStandardHelpOptions = true,
            description = "Reads the configuration, the pack, bans, PEPs and maps; reports every problem.",
            footerHeading = "%nExamples:%n",
            footer = {
                "  portcullis config check",
                "  portcullis config check --config /etc/portcullis/portcullis.yaml",
                "",
                "Files of conf.d beside the configuration file and variables PORTCULLIS_... count, as for the server.",
                "Exit codes: 0; 2 wrong usage; 3 problems, one a line on standard error"
            })
    static final class Check implements Callable<Integer> {
        @Mixin
        @SuppressWarnings("NullAway.Init")
        private ConfigOption config;

        @Spec
        @SuppressWarnings("NullAway.Init")
        private CommandSpec spec;

        @Override
        public Integer call() {
            try {
                PdpConfig read = config.read();
                PolicySnapshot snapshot = config.check(read);
                spec.commandLine()
                        .getOut()
                        .printf(
                                "%s: OK: pack %s %s, %d bans, %d PEPs%n",
                                config.file(),
                                snapshot.pack().manifest().name(),
                                snapshot.pack().manifest().version(),
                                snapshot.bans().size(),
                                snapshot.peps().size());
                warn(read.storage().auditFiles().auditOnFull());
                return 0;
            } catch (ConfigException e) {
                e.problems().forEach(spec.commandLine().getErr()::println);
                return ExitCode.FINDINGS;
            }
        }

        /** In red, where there are colours. */
        private void warn(PdpConfig.OnFull onFull) {
            if (onFull == PdpConfig.OnFull.DROP) {
                spec.commandLine()
                        .getErr()
                        .println(spec.commandLine()
                                .getColorScheme()
                                .errorText("storage.audit-on-full is drop: while the disk is full, people are let in"
                                        + " without a record; deny and block do not do that"));
            }
        }
    }
}
