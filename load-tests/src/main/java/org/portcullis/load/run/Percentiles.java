package org.portcullis.load.run;

import org.HdrHistogram.Histogram;

/** How long most, nearly all, and the slowest of the requests took, in milliseconds. */
public record Percentiles(double p50, double p90, double p99, double p999, double max) {
    private static final double NANOS_PER_MILLI = 1e6;

    static Percentiles of(Histogram nanos) {
        return new Percentiles(
                millis(nanos, 50), millis(nanos, 90), millis(nanos, 99), millis(nanos, 99.9), millis(nanos, 100));
    }

    private static double millis(Histogram nanos, double percentile) {
        return nanos.getTotalCount() == 0 ? 0 : nanos.getValueAtPercentile(percentile) / NANOS_PER_MILLI;
    }
}
