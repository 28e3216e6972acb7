package org.portcullis.load.bench;

import java.io.OutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogWriter;
import org.portcullis.load.run.Interval;
import org.portcullis.load.run.RunListener;

/**
 * Writes a run down while it goes on: a histogram log with the response times of each second, tagged {@code warm-up},
 * {@code service} and {@code lag} where they are something else, and a list of seconds.
 */
final class Recording implements RunListener, AutoCloseable {
    private static final double NANOS_PER_MILLI = 1e6;

    private final HistogramLogWriter log;
    private final Gauges gauges;
    private final Consumer<Second> progress;
    private final List<Second> seconds = new ArrayList<>();
    private Gauges.Reading last;

    Recording(OutputStream hlog, Instant now, Gauges gauges, Consumer<Second> progress) {
        this.log = new HistogramLogWriter(hlog);
        log.outputLogFormatVersion();
        log.outputStartTime(now.toEpochMilli());
        log.outputLegend();
        this.gauges = gauges;
        this.progress = progress;
        this.last = gauges.read();
    }

    @Override
    public void passed(Interval interval) {
        Gauges.Reading now = gauges.read();
        Second second = second(interval, now.minus(last));
        last = now;
        seconds.add(second);
        write(interval, interval.response(), interval.span().warmUp() ? "warm-up" : "");
        if (!interval.span().warmUp()) {
            write(interval, interval.service(), "service");
            write(interval, interval.lag(), "lag");
        }
        progress.accept(second);
    }

    private void write(Interval interval, Histogram histogram, String tag) {
        Interval.Span span = interval.span();
        Histogram copy = histogram.copy();
        copy.setTag(tag.isEmpty() ? null : tag);
        log.outputIntervalHistogram(span.fromSeconds(), span.fromSeconds() + span.seconds(), copy, NANOS_PER_MILLI);
    }

    private static Second second(Interval interval, Gauges.Reading used) {
        Histogram response = interval.response();
        double span = Math.max(0.001, interval.span().seconds());
        return new Second(
                interval.span().fromSeconds(),
                interval.span().seconds(),
                interval.span().warmUp(),
                response.getTotalCount(),
                interval.errors(),
                new Second.Times(
                        millis(response, 50), millis(response, 99), millis(response, 100), millis(interval.lag(), 99)),
                new Second.Use(
                        used.serverCpuSeconds() / span, used.generatorCpuSeconds() / span, used.generatorGcMillis()));
    }

    private static double millis(Histogram nanos, double percentile) {
        return nanos.getTotalCount() == 0 ? 0 : nanos.getValueAtPercentile(percentile) / NANOS_PER_MILLI;
    }

    double serverGcSeconds() {
        return gauges.serverGcSeconds();
    }

    List<Second> seconds() {
        return List.copyOf(seconds);
    }

    @Override
    public void close() {
        log.close();
    }
}
