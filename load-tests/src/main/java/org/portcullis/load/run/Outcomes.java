package org.portcullis.load.run;

import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** What has come of the requests so far. Thread-safe. */
final class Outcomes {
    /** The generator had no room to keep a request that was due. */
    static final String DROPPED = "dropped";

    /** The run ended before a request could leave or was answered. */
    static final String ABANDONED = "abandoned";

    /** The server turned it away. */
    static final String SHED = "http-503";

    private static final long LONGEST_NANOS = TimeUnit.HOURS.toNanos(2);
    private static final int SIGNIFICANT_DIGITS = 3;

    private final Histogram response = new ConcurrentHistogram(LONGEST_NANOS, SIGNIFICANT_DIGITS);
    private final Histogram service = new ConcurrentHistogram(LONGEST_NANOS, SIGNIFICANT_DIGITS);
    private final Histogram shed = new ConcurrentHistogram(LONGEST_NANOS, SIGNIFICANT_DIGITS);
    private final Histogram lag = new ConcurrentHistogram(LONGEST_NANOS, SIGNIFICANT_DIGITS);
    private final ConcurrentSkipListMap<String, LongAdder> errors = new ConcurrentSkipListMap<>();

    void answered(long intendedNanos, long sentNanos, long endNanos) {
        record(response, endNanos - intendedNanos);
        record(service, endNanos - sentNanos);
    }

    /** A request that was not answered; {@code sentNanos} is when it left. */
    void failed(String kind, long sentNanos, long endNanos) {
        failed(kind, 1);
        if (kind.equals(SHED)) {
            record(shed, endNanos - sentNanos);
        }
    }

    void failed(String kind, long count) {
        errors.computeIfAbsent(kind, unused -> new LongAdder()).add(count);
    }

    void lagged(long nanos) {
        record(lag, nanos);
    }

    LoadReport report(long offered) {
        TreeMap<String, Long> counts = new TreeMap<>();
        errors.forEach((kind, count) -> counts.put(kind, count.sum()));
        counts.values().removeIf(count -> count == 0);
        return new LoadReport(
                offered,
                response.getTotalCount(),
                counts,
                Percentiles.of(response),
                Percentiles.of(service),
                Percentiles.of(shed),
                Percentiles.of(lag));
    }

    private static void record(Histogram histogram, long nanos) {
        histogram.recordValue(Math.min(LONGEST_NANOS, Math.max(0, nanos)));
    }
}
