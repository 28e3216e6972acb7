package org.portcullis.load.run;

import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.Histogram;

/** What has come of the requests so far. Anybody may add to it, one thread may read it. */
final class Outcomes {
    /** The generator had no room to keep a request that was due. */
    static final String DROPPED = "dropped";

    /** The run ended before a request could leave or was answered. */
    static final String ABANDONED = "abandoned";

    /** The server turned it away. */
    static final String SHED = "http-503";

    private final Series response = new Series();
    private final Series service = new Series();
    private final Series shed = new Series();
    private final Series lag = new Series();
    private final ConcurrentSkipListMap<String, Series> groups = new ConcurrentSkipListMap<>();
    private final ConcurrentSkipListMap<String, LongAdder> errors = new ConcurrentSkipListMap<>();
    private final ConcurrentSkipListMap<String, LongAdder> surprises = new ConcurrentSkipListMap<>();
    private final LongAdder bytes = new LongAdder();
    private long errorsReported;

    void answered(long intendedNanos, long sentNanos, long endNanos) {
        response.record(endNanos - intendedNanos);
        service.record(endNanos - sentNanos);
    }

    /** What the answer said, beside {@link #answered}: how soon it came counts for its group, too. */
    void said(Shot shot, Verdict verdict, long responseNanos, int length) {
        groups.computeIfAbsent(shot.group(verdict), unused -> new Series()).record(responseNanos);
        bytes.add(length);
        if (shot.expected() != Verdict.NONE && shot.expected() != verdict) {
            count(surprises, verdict.word() + " instead of " + shot.expected().word(), 1);
        }
    }

    /** A request that was not answered, and how long that took. */
    void refused(String kind, long serviceNanos) {
        failed(kind, 1);
        if (kind.equals(SHED)) {
            shed.record(serviceNanos);
        }
    }

    void failed(String kind, long count) {
        count(errors, kind, count);
    }

    void lagged(long nanos) {
        lag.record(nanos);
    }

    /** What came since the last call. */
    Interval sinceLastTime(double fromSeconds, double seconds, boolean warmUp) {
        long all = sum(errors).values().stream().mapToLong(Long::longValue).sum();
        long fresh = all - errorsReported;
        errorsReported = all;
        return new Interval(
                new Interval.Span(fromSeconds, seconds, warmUp),
                response.sinceLastTime(),
                service.sinceLastTime(),
                lag.sinceLastTime(),
                fresh);
    }

    LoadReport report(long offered) {
        Histogram answers = response.total();
        return new LoadReport(
                offered,
                answers.getTotalCount(),
                sum(errors),
                Percentiles.of(answers),
                Percentiles.of(service.total()),
                Percentiles.of(shed.total()),
                Percentiles.of(lag.total()));
    }

    SortedMap<String, OutcomeGroup> groups() {
        TreeMap<String, OutcomeGroup> times = new TreeMap<>();
        groups.forEach((name, series) ->
                times.put(name, new OutcomeGroup(series.total().getTotalCount(), Percentiles.of(series.total()))));
        return times;
    }

    SortedMap<String, Long> surprises() {
        return sum(surprises);
    }

    /** The mean length of the bodies of good answers. */
    long meanBytes() {
        return bytes.sum() / Math.max(1, response.total().getTotalCount());
    }

    private static void count(ConcurrentSkipListMap<String, LongAdder> counters, String kind, long count) {
        counters.computeIfAbsent(kind, unused -> new LongAdder()).add(count);
    }

    private static SortedMap<String, Long> sum(ConcurrentSkipListMap<String, LongAdder> counters) {
        TreeMap<String, Long> counts = new TreeMap<>();
        counters.forEach((kind, count) -> counts.put(kind, count.sum()));
        counts.values().removeIf(count -> count == 0);
        return counts;
    }
}
