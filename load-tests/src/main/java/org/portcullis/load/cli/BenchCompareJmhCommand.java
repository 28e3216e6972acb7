package org.portcullis.load.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.portcullis.load.bench.JmhComparison;
import org.portcullis.load.bench.JmhResults;
import org.portcullis.load.report.ComparisonText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The verb that compares what JMH measured with a baseline. */
@Command(
        name = "compare-jmh",
        description = {
            "Compares two files that JMH wrote as JSON: the mean of each benchmark, the change and its 95 %% interval. The",
            "bound is broken by the change itself, however wide the interval, and by what the baseline has and is missing."
        },
        footerHeading = "%nExample:%n",
        footer = {
            "  portcullis-load bench compare-jmh pdp-server/src/test/benchmarks/baseline.json target/jmh.json --worse 30",
            "",
            "Exit codes: 0 compared, 2 usage or no such files, 4 slower than the bound allows,",
            "5 the same benchmark in another unit, or none in both: cannot be compared"
        })
final class BenchCompareJmhCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(index = "0", paramLabel = "BASELINE", description = "what JMH wrote before, -rf json")
    private Path before = Path.of("");

    @Parameters(index = "1", paramLabel = "RESULTS", description = "what it wrote now")
    private Path after = Path.of("");

    @Option(names = "--worse", paramLabel = "PERCENT", description = "exit with 4 if one is slower by more")
    private @Nullable Double bound;

    @Option(
            names = {"-o", "--output"},
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
    private Output output = Output.TEXT;

    @Override
    public Integer call() {
        JmhResults baseline = read(before);
        JmhResults results = read(after);
        List<JmhComparison> comparisons;
        try {
            comparisons = JmhComparison.of(baseline, results);
        } catch (IllegalArgumentException e) {
            spec.commandLine().getErr().println(e.getMessage());
            return ExitCode.INVALID;
        }
        if (comparisons.isEmpty()) {
            spec.commandLine().getErr().println("no benchmark is in both files");
            return ExitCode.INVALID;
        }
        PrintWriter out = spec.commandLine().getOut();
        int width = comparisons.stream()
                .mapToInt(comparison -> comparison.name().length())
                .max()
                .orElse(0);
        comparisons.forEach(comparison -> out.print(line(comparison, width)));
        out.flush();
        boolean slower = comparisons.stream().anyMatch(this::breaksTheBound);
        return slower || isMissing(baseline, results) ? ExitCode.GATE : 0;
    }

    private JmhResults read(Path file) {
        try {
            return JmhResults.read(file);
        } catch (IOException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private String line(JmhComparison comparison, int width) {
        ComparisonText.Verdict verdict = bound == null
                ? ComparisonText.Verdict.NO_GATE
                : breaksTheBound(comparison) ? ComparisonText.Verdict.FAIL : ComparisonText.Verdict.PASS;
        return output == Output.JSON
                ? ComparisonText.json(
                        comparison.name(),
                        comparison.meanBefore(),
                        comparison.meanAfter(),
                        comparison.change(),
                        verdict)
                : String.format(Locale.ROOT, "%-" + width + "s  ", comparison.name())
                        + ComparisonText.text(
                                comparison.meanBefore(),
                                comparison.meanAfter(),
                                comparison.after().unit(),
                                comparison.change(),
                                verdict);
    }

    private boolean breaksTheBound(JmhComparison comparison) {
        return bound != null && comparison.exceeds(bound);
    }

    /** Whether something of the baseline was not measured although there is a bound; says what. */
    private boolean isMissing(JmhResults baseline, JmhResults results) {
        List<String> missing = baseline.scores().keySet().stream()
                .filter(name -> !results.scores().containsKey(name))
                .toList();
        missing.forEach(name -> spec.commandLine().getErr().println("not measured: " + name));
        return bound != null && !missing.isEmpty();
    }
}
