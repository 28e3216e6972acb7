package org.portcullis.load.report;

import org.portcullis.load.bench.Comparison;

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
        Comparison.Change change = comparison.change();
        String interval = change.hasInterval()
                ? Html.format(
                        ", 95 %% CI %+.1f…%+.1f%s", change.low(), change.high(), change.isUnsure() ? ", unsure" : "")
                : "";
        return Html.format(
                "%-7s %s → %s %s (%+.1f %%%s)%s%n",
                comparison.metric().word(),
                Html.number(comparison.before()),
                Html.number(comparison.after()),
                comparison.metric().unit(),
                change.percent(),
                interval,
                verdict == Verdict.NO_GATE ? "" : "  " + verdict);
    }

    /** One JSON object on a line of its own; a change from nothing is null. */
    public String json() {
        Comparison.Change change = comparison.change();
        return Html.format(
                "{\"metric\":\"%s\",\"before\":%.6f,\"after\":%.6f,\"changePercent\":%s,\"interval\":%s,\"failed\":%b}%n",
                comparison.metric().word(),
                comparison.before(),
                comparison.after(),
                Double.isFinite(change.percent()) ? Html.format("%.3f", change.percent()) : "null",
                change.hasInterval() ? Html.format("[%.3f,%.3f]", change.low(), change.high()) : "null",
                verdict == Verdict.FAIL);
    }
}
