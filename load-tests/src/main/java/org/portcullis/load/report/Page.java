package org.portcullis.load.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.portcullis.load.bench.Environment;
import org.portcullis.load.bench.ResultFiles;
import org.portcullis.load.bench.Second;
import org.portcullis.load.bench.Slo;
import org.portcullis.load.bench.Summary;
import org.portcullis.load.run.Percentiles;

/** One measurement as one HTML file, warnings first; it loads nothing and opens offline. */
public final class Page {
    private static final String STYLE = """
            body{font:15px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1c1c1c;background:#fff}
            table{border-collapse:collapse;margin:1rem 0}th,td{border-bottom:1px solid #ccc;padding:.2rem .8rem;text-align:right}
            th:first-child,td:first-child{text-align:left;overflow-wrap:anywhere}figure{margin:1.5rem 0}figcaption{font-weight:600}
            svg{width:100%;height:auto}svg text{font-size:12px;fill:#444}.end{text-anchor:end}.middle{text-anchor:middle}
            polyline{fill:none;stroke-width:2}.l0{stroke:#005f99}.l1{stroke:#c2570c}.l2{stroke:#6b6b6b}.grid{stroke:#e2e2e2}
            .warm{fill:#f1f1e4}.event{stroke:#b00020;stroke-width:2;stroke-dasharray:6 3}.invalid,.missed{color:#b00020;font-weight:600}
            .warnings{background:#fff6dd;padding:.6rem 2rem}.facts td{text-align:left}
            """;

    private final Summary summary;
    private final Environment environment;
    private final ResultFiles files;

    private Page(ResultFiles files) throws IOException {
        this.files = files;
        this.summary = files.readSummary();
        this.environment = files.readEnvironment();
    }

    /** Makes the page of a measurement from its other files. */
    public static void write(ResultFiles files) throws IOException {
        Files.writeString(files.page(), new Page(files).html(), StandardCharsets.UTF_8);
    }

    private String html() throws IOException {
        return "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>Load on "
                + Html.escaped(said("target")) + "</title><style>" + STYLE + "</style></head><body>\n"
                + verdict() + times() + outcomes() + charts() + extras() + facts() + "</body></html>\n";
    }

    private String said(String key) {
        return summary.conditions().load().getOrDefault(key, "");
    }

    private String verdict() {
        Summary.Verdicts verdicts = summary.verdicts();
        String head = Html.format(
                "<h1>Load on %s: %s</h1><p>%s loop, %.0f requests in %.1f s, %.1f answers/s, %d errors, from %s</p>\n",
                Html.escaped(said("target")),
                verdicts.isValid() ? "valid" : "INVALID",
                Html.escaped(said("loop")),
                (double) summary.offered(),
                summary.conditions().measuredSeconds(),
                summary.donePerSecond(),
                summary.failed(),
                Html.escaped(environment.startedAt()));
        return head
                + Html.list("invalid", verdicts.invalid())
                + Html.list("warnings", verdicts.warnings())
                + promises(verdicts.slo());
    }

    private static String promises(List<Slo.Check> checks) {
        if (checks.isEmpty()) {
            return "";
        }
        List<List<String>> rows = new ArrayList<>(List.of(List.of("promise", "at most", "found", "")));
        checks.forEach(check -> rows.add(List.of(
                check.metric(),
                Html.number(check.limit()) + " " + check.unit(),
                Html.number(check.value()) + " " + check.unit(),
                check.held() ? "kept" : "MISSED")));
        return Html.table(rows);
    }

    private String times() {
        return "<h2>Times</h2><p>Response time counts from when a request was due, service time from when it left.</p>"
                + Html.table(List.of(
                        List.of("ms", "p50", "p90", "p99", "p99.9", "max"),
                        row("response time", summary.response()),
                        row("service time", summary.run().report().service()),
                        row("generator lag", summary.run().report().lag())));
    }

    private static List<String> row(String name, Percentiles times) {
        return List.of(
                name,
                Html.format("%.3f", times.p50()),
                Html.format("%.3f", times.p90()),
                Html.format("%.3f", times.p99()),
                Html.format("%.3f", times.p999()),
                Html.format("%.3f", times.max()));
    }

    private String outcomes() {
        List<List<String>> rows = new ArrayList<>(List.of(List.of("answer", "count", "p50 ms", "p99 ms")));
        summary.groups()
                .forEach((name, group) -> rows.add(List.of(
                        name,
                        Long.toString(group.count()),
                        Html.format("%.3f", group.response().p50()),
                        Html.format("%.3f", group.response().p99()))));
        summary.run()
                .report()
                .errors()
                .forEach((kind, count) -> rows.add(List.of("error " + kind, Long.toString(count), "", "")));
        return "<h2>Answers</h2>" + Html.table(rows);
    }

    private String charts() throws IOException {
        return "<h2>Charts</h2>"
                + PercentileCurve.of(files.hlog()).chart().svg("How long answers took")
                + overTime(
                                "ms",
                                true,
                                List.of("p50", "p99", "max"),
                                List.of(
                                        s -> s.times().p50(),
                                        s -> s.times().p99(),
                                        s -> s.times().max()))
                        .svg("Response time over time; the warm-up is shaded and counts for nothing")
                + overTime(
                                "per second",
                                false,
                                List.of("answers", "errors"),
                                List.of(s -> s.done() / s.seconds(), s -> s.errors() / s.seconds()))
                        .svg("Answers and errors")
                + overTime(
                                "processors",
                                false,
                                List.of("server", "generator"),
                                List.of(s -> s.use().serverCpus(), s -> s.use().generatorCpus()))
                        .svg("Processors in use; a server whose process was not named is shown as 0")
                + overTime(
                                "ms per second",
                                false,
                                List.of("collection", "lag p99"),
                                List.of(
                                        s -> s.use().generatorGcMillis(),
                                        s -> s.times().lagP99()))
                        .svg("The generator itself: garbage collection, and how late it was");
    }

    private Chart overTime(
            String unit, boolean logarithmic, List<String> names, List<ToDoubleFunction<Second>> values) {
        List<Second> seconds = summary.timeline().stream()
                .filter(second -> second.seconds() > 0.1)
                .toList();
        List<Double> all = values.stream()
                .flatMap(value -> seconds.stream().map(value::applyAsDouble))
                .toList();
        Axis time = Axis.time(
                seconds.stream().mapToDouble(Second::at).min().orElse(0),
                seconds.stream().mapToDouble(s -> s.at() + s.seconds()).max().orElse(1));
        Axis height = logarithmic
                ? Axis.logarithmic(unit, all)
                : Axis.linear(unit, all.stream().mapToDouble(v -> v));
        Chart chart = new Chart(time, height).shadedUntil(0);
        for (int i = 0; i < names.size(); i++) {
            ToDoubleFunction<Second> value = values.get(i);
            chart.line(
                    names.get(i),
                    seconds.stream()
                            .map(s -> new Chart.Point(s.at() + s.seconds() / 2, value.applyAsDouble(s)))
                            .toList());
        }
        summary.extras().ban().forEach(ban -> chart.event("ban in force", ban.acknowledgedMillis() / 1000));
        return chart;
    }

    private String extras() {
        return Html.list("extras", new SummaryText(summary).extras());
    }

    private String facts() {
        List<List<String>> rows = new ArrayList<>(List.of(List.of("", "")));
        summary.conditions().load().forEach((key, value) -> rows.add(List.of(key, value)));
        environment.facts().forEach((key, value) -> rows.add(List.of(key, value)));
        rows.add(List.of("command", String.join(" ", environment.commandLine())));
        return "<h2>Conditions</h2><div class=\"facts\">" + Html.table(rows) + "</div>";
    }
}
