package org.portcullis.load.report;

import org.portcullis.load.bench.Comparison;
import org.portcullis.load.bench.Metric;

/** One compared metric as a line of text or of JSON, with what its gate says if it has one. */
public record ComparisonText(Comparison comparison, Verdict verdict) {
    /** What a gate says of a change. */
    public enum Verdict {
        NO_GATE,
        PASS,
        FAIL
    }

    /** As in {@code p99 5.1 → 6.4 ms (+25.5 %, 95 % CI +19.0…+31.9) FAIL}. */
    public String text() {
        Metric metric = comparison.metric();
        return Html.format("%-7s ", metric.word())
                + text(comparison.before(), comparison.after(), metric.unit(), comparison.change(), verdict);
    }

    /** The same of anything that changed, without its name. */
    public static String text(double before, double after, String unit, Comparison.Change change, Verdict verdict) {
        String interval = change.hasInterval()
                ? Html.format(
                        ", 95 %% CI %+.1f…%+.1f%s", change.low(), change.high(), change.isUnsure() ? ", unsure" : "")
                : "";
        return Html.format(
                "%s → %s %s (%+.1f %%%s)%s%n",
                Html.number(before),
                Html.number(after),
                unit,
                change.percent(),
                interval,
                verdict == Verdict.NO_GATE ? "" : "  " + verdict);
    }

    /** One JSON object on a line of its own; a change from nothing is null. */
    public String json() {
        return json(comparison.metric().word(), comparison.before(), comparison.after(), comparison.change(), verdict);
    }

    /** The same of anything that changed. */
    public static String json(String name, double before, double after, Comparison.Change change, Verdict verdict) {
        return Html.format(
                "{\"metric\":\"%s\",\"before\":%.6f,\"after\":%.6f,\"changePercent\":%s,\"interval\":%s,\"failed\":%b}%n",
                name,
                before,
                after,
                Double.isFinite(change.percent()) ? Html.format("%.3f", change.percent()) : "null",
                change.hasInterval() ? Html.format("[%.3f,%.3f]", change.low(), change.high()) : "null",
                verdict == Verdict.FAIL);
    }
}
