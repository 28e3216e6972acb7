package org.portcullis.load.bench;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.portcullis.load.run.LoadReport;
import org.portcullis.load.run.OutcomeGroup;
import org.portcullis.load.run.Percentiles;
import org.portcullis.load.run.RunResult;

/** Measurements that never happened, with numbers that are easy to reckon with. */
public final class Summaries {
    private Summaries() {}

    /** 97 of 100 answered in ten seconds, with that p99 and 200 microseconds of the server's processors each. */
    public static Summary run(double p99) {
        return run(p99, List.of(), Map.of("rate", "10"));
    }

    /** A run whose generator lagged. */
    public static Summary invalid() {
        return run(5, List.of("the generator was late"), Map.of("rate", "10"));
    }

    /** A run at another rate. */
    public static Summary at(String rate) {
        return run(5, List.of(), Map.of("rate", rate));
    }

    /** A run of nothing but errors. */
    public static Summary unanswered() {
        return summary(report(0, new Percentiles(0, 0, 0, 0, 0)), List.of(), Map.of());
    }

    private static Summary run(double p99, List<String> invalid, Map<String, String> load) {
        return summary(report(97, new Percentiles(1, 2, p99, 9, 19)), invalid, load);
    }

    private static LoadReport report(long done, Percentiles times) {
        return new LoadReport(100, done, new TreeMap<>(Map.of("timeout", 100 - done)), times, times, times, times);
    }

    private static Summary summary(LoadReport report, List<String> invalid, Map<String, String> load) {
        RunResult result = new RunResult(
                report,
                new TreeMap<>(Map.of("permit-hot", new OutcomeGroup(report.done(), report.response()))),
                new TreeMap<>(),
                new RunResult.Traffic(8, 0, 4000));
        return new Summary(
                new Summary.Conditions(10, new TreeMap<>(load)),
                new Summary.Verdicts(invalid, List.of("<look> here"), List.of()),
                result,
                new Summary.Use(0.0194, 0.25, 1, 3),
                new Summary.Extras(
                        List.of(new BanEffect("vo:cms", 0, 4000, 5000, 6.2, 0)),
                        List.of(new ControlRatio(
                                new ControlRatio.Side(700, 60, 0), new ControlRatio.Side(1000, 30, 0))),
                        List.of()),
                List.of(second(-1, true), second(0, false), second(1, false)));
    }

    private static Second second(double at, boolean warmUp) {
        return new Second(at, 1, warmUp, 48, 1, new Second.Times(1, 5, 19, 0.1), new Second.Use(0.5, 0.4, 3));
    }
}
