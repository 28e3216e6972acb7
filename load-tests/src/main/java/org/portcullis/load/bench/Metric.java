package org.portcullis.load.bench;

import java.util.Arrays;
import java.util.Locale;
import org.portcullis.load.run.Percentiles;

/** A number of a run that can be promised and compared; less is better, but for {@link #RATE}. */
public enum Metric {
    P50("p50", "ms"),
    P90("p90", "ms"),
    P99("p99", "ms"),
    P999("p99.9", "ms"),
    MAX("max", "ms"),
    /** Requests without a good answer, in percent of all. */
    ERRORS("errors", "%"),
    /** Good answers for each second. */
    RATE("rate", "/s"),
    /** Processor time of the server for each request; 0 if the server's process was not known. */
    CPU("cpu", "us");

    private static final int LONGEST_QUOTE = 200;

    private final String word;
    private final String unit;

    Metric(String word, String unit) {
        this.word = word;
        this.unit = unit;
    }

    /** The word of {@code --slo} and {@code --fail-if}. */
    public String word() {
        return word;
    }

    /** As in {@code ms}. */
    public String unit() {
        return unit;
    }

    /** Whether more of it is worse. */
    boolean isBadIfHigher() {
        return this != RATE;
    }

    /** The metric of that word. */
    static Metric of(String word) {
        return Arrays.stream(values())
                .filter(metric -> metric.word.equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(String.format(
                        Locale.ROOT,
                        "no metric `%s`, use one of p50, p90, p99, p99.9, max, errors, rate, cpu",
                        word.substring(0, Math.min(LONGEST_QUOTE, word.length())))));
    }

    /** Its value in a run, response time being what counts for times. */
    public double in(Summary run) {
        Percentiles response = run.response();
        return switch (this) {
            case P50 -> response.p50();
            case P90 -> response.p90();
            case P99 -> response.p99();
            case P999 -> response.p999();
            case MAX -> response.max();
            case ERRORS -> 100.0 * run.failed() / Math.max(1, run.offered());
            case RATE -> run.donePerSecond();
            case CPU -> run.serverCpuMicros();
        };
    }
}
