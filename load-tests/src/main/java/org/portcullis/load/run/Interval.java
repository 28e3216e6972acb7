package org.portcullis.load.run;

import org.HdrHistogram.Histogram;

/** What came in a second or so of a run. The histograms, in nanoseconds, are good only until the listener returns. */
public record Interval(Span span, Histogram response, Histogram service, Histogram lag, long errors) {
    /** A piece of the run's time; it starts before 0 while the run warms up. */
    public record Span(double fromSeconds, double seconds, boolean warmUp) {}
}
