package org.portcullis.load.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a server promises, as in {@code p99=10ms,errors=0.01%}: times from when requests are due, and a share of errors. */
public record Slo(List<Limit> limits) {
    /** Nothing is promised. */
    public static final Slo NONE = new Slo(List.of());

    private static final Pattern LIMIT = Pattern.compile("([a-z0-9.]{1,8})=(\\d{1,7}(?:\\.\\d{1,6})?)(us|ms|s|%)");
    private static final int LONGEST_QUOTE = 200;

    /** The most that a metric may be, in its own unit. */
    public record Limit(Metric metric, double most) {}

    /** What came of one limit in a run. */
    public record Check(String metric, double value, double limit, String unit, boolean held) {}

    /** Copies the list. */
    public Slo {
        limits = List.copyOf(limits);
    }

    /**
     * Reads the form that people write.
     *
     * @throws IllegalArgumentException if it is not such a promise
     */
    public static Slo parse(String text) {
        List<Limit> limits = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            Matcher limit = LIMIT.matcher(part);
            if (!limit.matches()) {
                throw nonsense(part);
            }
            limits.add(limit(Metric.of(limit.group(1)), Double.parseDouble(limit.group(2)), limit.group(3), part));
        }
        return new Slo(limits);
    }

    private static Limit limit(Metric metric, double number, String unit, String part) {
        double inMillis = switch (unit) {
            case "us" -> number / 1000;
            case "s" -> number * 1000;
            default -> number;
        };
        boolean fits = switch (metric) {
            case RATE, CPU -> false;
            case ERRORS -> unit.equals("%");
            case P50, P90, P99, P999, MAX -> !unit.equals("%");
        };
        if (!fits) {
            throw nonsense(part);
        }
        return new Limit(metric, inMillis);
    }

    private static IllegalArgumentException nonsense(String text) {
        String quote = text.substring(0, Math.min(LONGEST_QUOTE, text.length()));
        return new IllegalArgumentException("not a promise: `" + quote + "`, write p99=10ms or errors=0.01%");
    }

    /** Holds each limit against a run. */
    List<Check> check(Summary run) {
        return limits.stream()
                .map(limit -> {
                    double value = limit.metric().in(run);
                    boolean held = value <= limit.most() && run.done() > 0;
                    return new Check(
                            limit.metric().word(),
                            value,
                            limit.most(),
                            limit.metric().unit(),
                            held);
                })
                .toList();
    }
}
