package org.portcullis.pdp.cli.policy;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.portcullis.pdp.cli.ConfigOption;
import org.portcullis.pdp.cli.ExitCode;
import org.portcullis.policy.PackLoader;
import org.portcullis.policy.catalogue.LintRule;
import org.portcullis.policy.source.Finding;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code portcullis policy lint}: what is wrong with a pack, and what looks wrong. */
@Command(
        name = "lint",
        mixinStandardHelpOptions = true,
        description = "Tells what is wrong with a pack, and what looks wrong: each finding with file, line and rule.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  portcullis policy lint",
            "  portcullis policy lint --strict packs/mupj",
            "  portcullis policy lint --output sarif packs/mupj > lint.sarif",
            "  portcullis policy lint --list-rules",
            "",
            "Exit codes: 0 nothing found, or warnings only; 2 wrong usage; 3 errors, or with --strict warnings;",
            "78 the configuration that names the pack cannot be used."
        })
final class LintCommand implements Callable<Integer> {
    @Parameters(
            arity = "0..1",
            paramLabel = "DIR",
            description = "Directory of the pack (default: the pack of the configuration).")
    private @Nullable Path directory;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private ConfigOption config;

    @Option(
            names = {"--output", "-o"},
            defaultValue = "text",
            description = "Form: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init")
    private LintForm output;

    @Option(names = "--strict", description = "Warnings count as errors.")
    private boolean strict;

    @Option(names = "--list-rules", description = "Lists all rules and reads no pack; as text or json.")
    private boolean listRules;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() {
        if (listRules) {
            output.write(Arrays.asList(LintRule.values()), spec.commandLine().getOut());
            return 0;
        }
        Path pack = Optional.ofNullable(directory)
                .orElseGet(() -> config.read().policy().pack());
        LintReport report = new LintReport(
                pack, PackLoader.lint(pack, InstantSource.system().instant()), strict);
        output.write(report, spec.commandLine().getOut());
        return report.findings().stream().map(Finding::rule).anyMatch(report::counts) ? ExitCode.FINDINGS : 0;
    }
}
