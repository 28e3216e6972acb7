package org.portcullis.pdp.cli.policy;

import org.portcullis.pdp.cli.CommandGroup;
import picocli.CommandLine.Command;

/** {@code portcullis policy}: what decides, and how it is changed without fear. */
@Command(
        name = "policy",
        mixinStandardHelpOptions = true,
        description = "Checks, tests, explains and rolls out policy.",
        subcommands = {
            LintCommand.class,
            TestCommand.class,
            CoverageCommand.class,
            ExplainCommand.class,
            DiffCommand.class,
            BuildCommand.class,
            SignCommand.class,
            ActivateCommand.class,
            RollbackCommand.class,
            HistoryCommand.class,
            ImportCommand.class,
            ReplayCommand.class
        })
public final class PolicyCommand extends CommandGroup {}
