package org.portcullis.load.report;

import java.util.ArrayList;
import java.util.List;
import org.portcullis.load.bench.BanEffect;
import org.portcullis.load.bench.ControlRatio;
import org.portcullis.load.bench.Slo;
import org.portcullis.load.bench.Summary;
import org.portcullis.load.run.Percentiles;

/** A measurement on a terminal: what was done, times, outcomes, and the verdict last. */
public final class SummaryText {
    private final Summary summary;

    /** The text of that measurement. */
    public SummaryText(Summary summary) {
        this.summary = summary;
    }

    /** All of it. */
    public String text() {
        StringBuilder text = new StringBuilder();
        text.append(Html.format(
                "RESULT %d requests, %.1f answers/s, %d errors, %s loop%n",
                summary.offered(),
                summary.donePerSecond(),
                summary.failed(),
                summary.conditions().load().getOrDefault("loop", "open")));
        text.append(Html.format("%-16s %9s %9s %9s %9s %9s  ms%n", "", "p50", "p90", "p99", "p99.9", "max"));
        text.append(row("response time", summary.response()));
        text.append(row("service time", summary.run().report().service()));
        text.append(row("generator lag", summary.run().report().lag()));
        summary.groups()
                .forEach((name, group) -> text.append(Html.format(
                        "  %-16s %8d  p50 %.3f  p99 %.3f%n",
                        name,
                        group.count(),
                        group.response().p50(),
                        group.response().p99())));
        extras().forEach(line -> text.append(line).append(System.lineSeparator()));
        summary.verdicts().warnings().forEach(line -> text.append(Html.format("WARNING %s%n", line)));
        summary.verdicts().slo().forEach(check -> text.append(promise(check)));
        return text.append(verdict()).toString();
    }

    private static String row(String name, Percentiles times) {
        return Html.format(
                "%-16s %9.3f %9.3f %9.3f %9.3f %9.3f%n",
                name, times.p50(), times.p90(), times.p99(), times.p999(), times.max());
    }

    private static String promise(Slo.Check check) {
        return Html.format(
                "SLO %s %s %s, at most %s: %s%n",
                check.metric(),
                Html.number(check.value()),
                check.unit(),
                Html.number(check.limit()),
                check.held() ? "PASS" : "FAIL");
    }

    private String verdict() {
        List<String> invalid = summary.verdicts().invalid();
        return invalid.isEmpty()
                ? Html.format("run VALID%n")
                : Html.format("run INVALID: %s%n", String.join("; ", invalid));
    }

    /** What was found beside times: processors, bans, the control, the rates that were tried. */
    List<String> extras() {
        List<String> lines = new ArrayList<>();
        if (summary.serverCpuMicros() > 0) {
            lines.add(Html.format(
                    "server           %.1f us of processor time for each request, %.2f s of garbage collection in all",
                    summary.serverCpuMicros(), summary.use().serverGcSeconds()));
        }
        summary.extras()
                .ramp()
                .forEach(step -> lines.add(Html.format(
                        "rate             %.0f/s: p99 %.3f ms, %s",
                        step.rate(),
                        step.response().p99(),
                        step.held() ? "held" : step.valid() ? "missed" : "generator lagged")));
        summary.extras().ban().forEach(ban -> lines.add(ban(ban)));
        summary.extras().control().forEach(control -> lines.add(control(control)));
        return lines;
    }

    private static String ban(BanEffect ban) {
        if (ban.exitCode() != 0) {
            return Html.format(
                    "ban              %s was not acknowledged, exit code %d", ban.selector(), ban.exitCode());
        }
        return Html.format(
                "ban              %s at %.1f s, in force at %.1f s; last Permit %.1f ms %s, %d to later questions",
                ban.selector(),
                ban.atMillis() / 1000,
                ban.acknowledgedMillis() / 1000,
                Math.abs(ban.lastPermitMillis()),
                ban.lastPermitMillis() > 0 ? "after that" : "before that",
                ban.late());
    }

    private static String control(ControlRatio ratio) {
        return Html.format(
                "control          bare echo %.0f/s, %.1f us; server %.0f/s, %.1f us: %.0f %% of its throughput, %.1f x its"
                        + " processor time (closed loop)",
                ratio.control().perSecond(),
                ratio.control().cpuMicros(),
                ratio.server().perSecond(),
                ratio.server().cpuMicros(),
                100 * ratio.throughput(),
                ratio.cpu());
    }
}
