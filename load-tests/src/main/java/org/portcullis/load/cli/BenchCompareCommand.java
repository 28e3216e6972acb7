package org.portcullis.load.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.portcullis.load.bench.Comparison;
import org.portcullis.load.bench.Gate;
import org.portcullis.load.bench.Metric;
import org.portcullis.load.bench.ResultFiles;
import org.portcullis.load.bench.Summary;
import org.portcullis.load.report.ComparisonText;
import org.portcullis.load.report.ComparisonText.Verdict;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The verb that compares two sides, each one measurement or several. */
@Command(
        name = "compare",
        description = {
            "Compares measurements that asked the same: the mean of each side, the change, and, where both sides have",
            "several runs, its 95 %% interval. A gate is failed by the change itself, however wide the interval."
        },
        footerHeading = "%nExample:%n",
        footer = {
            "  portcullis-load bench compare baseline/ load-report/ --fail-if p99:+10%% --fail-if cpu:+5%%",
            "",
            "Exit codes: 0 compared, 2 usage or no results there, 4 a gate was not passed,",
            "5 a run is INVALID or asked something else: cannot be compared"
        })
final class BenchCompareCommand implements Callable<Integer> {
    private static final List<Metric> SHOWN =
            List.of(Metric.P50, Metric.P99, Metric.P999, Metric.RATE, Metric.ERRORS, Metric.CPU);

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(index = "0", paramLabel = "BEFORE", description = "one run's directory, or a directory of several")
    private Path before = Path.of("");

    @Parameters(index = "1", paramLabel = "AFTER", description = "the same")
    private Path after = Path.of("");

    @Option(
            names = "--fail-if",
            paramLabel = "METRIC:+N%",
            description = "exit with 4 if it is worse by more: p99:+10%%")
    private List<String> gates = List.of();

    @Option(
            names = {"-o", "--output"},
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
    private Output output = Output.TEXT;

    @Override
    public Integer call() {
        List<Gate> limits = parsed();
        List<Summary> old = read(before);
        List<Summary> young = read(after);
        List<String> objections = objections(old, young);
        if (!objections.isEmpty()) {
            objections.forEach(spec.commandLine().getErr()::println);
            return ExitCode.INVALID;
        }
        boolean failed = false;
        PrintWriter out = spec.commandLine().getOut();
        for (Metric metric : SHOWN) {
            Comparison comparison = Comparison.of(metric, old, young);
            Verdict verdict = verdict(comparison, limits);
            failed |= verdict == Verdict.FAIL;
            ComparisonText line = new ComparisonText(comparison, verdict);
            out.print(output == Output.JSON ? line.json() : line.text());
        }
        out.flush();
        return failed ? ExitCode.GATE : 0;
    }

    private static Verdict verdict(Comparison comparison, List<Gate> limits) {
        return limits.stream()
                .filter(gate -> gate.metric() == comparison.metric())
                .map(gate -> comparison.exceeds(gate.percent()) ? Verdict.FAIL : Verdict.PASS)
                .reduce(Verdict.NO_GATE, (one, other) -> one == Verdict.FAIL ? one : other);
    }

    private List<Gate> parsed() {
        try {
            List<Gate> limits = gates.stream().map(Gate::parse).toList();
            limits.stream()
                    .filter(gate -> !SHOWN.contains(gate.metric()))
                    .findFirst()
                    .ifPresent(gate -> {
                        throw new IllegalArgumentException(
                                "no gate on `" + gate.metric().word() + "`");
                    });
            return limits;
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private List<Summary> read(Path place) {
        try {
            List<Summary> runs = new ArrayList<>();
            for (ResultFiles files : ResultFiles.in(place)) {
                runs.add(files.readSummary());
            }
            return runs;
        } catch (IOException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private static List<String> objections(List<Summary> old, List<Summary> young) {
        List<Summary> all = new ArrayList<>(old);
        all.addAll(young);
        List<String> objections = new ArrayList<>();
        for (Summary run : all) {
            run.verdicts().invalid().forEach(reason -> objections.add("a run is INVALID: " + reason));
            Comparison.differences(old.get(0), run).stream()
                    .map(difference -> "the runs asked different things, " + difference)
                    .filter(text -> !objections.contains(text))
                    .forEach(objections::add);
        }
        return objections;
    }
}
