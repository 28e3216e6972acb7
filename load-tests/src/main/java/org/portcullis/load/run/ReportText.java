package org.portcullis.load.run;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes a {@link LoadReport} for people and for programs. */
public final class ReportText {
    private ReportText() {}

    /** A table, with the verdict last. */
    public static String table(LoadReport report) {
        StringBuilder text = new StringBuilder();
        text.append(format("offered %d, done %d, errors %d%n", report.offered(), report.done(), report.failed()));
        report.errors().forEach((kind, count) -> text.append(format("  %-14s %d%n", kind, count)));
        text.append(format("%-16s %9s %9s %9s %9s %9s  ms%n", "", "p50", "p90", "p99", "p99.9", "max"));
        text.append(row("response time", report.response()));
        text.append(row("service time", report.service()));
        if (report.errors().containsKey(Outcomes.SHED)) {
            text.append(row("turned away", report.shed()));
        }
        text.append(row("generator lag", report.lag()));
        if (report.hasQueued()) {
            text.append(format("NOTE response and service time differ: requests waited before they left%n"));
        }
        return text.append(format("run %s%n", verdict(report))).toString();
    }

    /** One JSON object; times are milliseconds. */
    public static String json(LoadReport report) {
        String errors =
                report.errors().entrySet().stream().map(ReportText::member).collect(Collectors.joining(",", "{", "}"));
        return format(
                "{\"valid\":%b,\"offered\":%d,\"done\":%d,\"errors\":%s,"
                        + "\"responseMillis\":%s,\"serviceMillis\":%s,\"shedMillis\":%s,\"lagMillis\":%s}%n",
                report.isValid(),
                report.offered(),
                report.done(),
                errors,
                json(report.response()),
                json(report.service()),
                json(report.shed()),
                json(report.lag()));
    }

    private static String verdict(LoadReport report) {
        return report.isValid()
                ? "VALID"
                : "INVALID: the generator lagged or dropped requests, use a lower rate or an idle machine";
    }

    private static String row(String name, Percentiles times) {
        return format(
                "%-16s %9.3f %9.3f %9.3f %9.3f %9.3f%n",
                name, times.p50(), times.p90(), times.p99(), times.p999(), times.max());
    }

    private static String json(Percentiles times) {
        return format(
                "{\"p50\":%.3f,\"p90\":%.3f,\"p99\":%.3f,\"p99.9\":%.3f,\"max\":%.3f}",
                times.p50(), times.p90(), times.p99(), times.p999(), times.max());
    }

    private static String member(Map.Entry<String, Long> error) {
        return format("\"%s\":%d", error.getKey(), error.getValue());
    }

    private static String format(String form, Object... values) {
        return String.format(Locale.ROOT, form, values);
    }
}
