package org.portcullis.load.run;

import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;
import org.jspecify.annotations.Nullable;

/** Durations of one kind: those since somebody last asked, and all of them. Anybody may record, one thread may ask. */
final class Series {
    private static final long LONGEST_NANOS = TimeUnit.HOURS.toNanos(2);
    private static final int SIGNIFICANT_DIGITS = 3;

    private final Recorder recorder = new Recorder(LONGEST_NANOS, SIGNIFICANT_DIGITS);
    private final Histogram total = new Histogram(LONGEST_NANOS, SIGNIFICANT_DIGITS);
    private @Nullable Histogram interval;

    void record(long nanos) {
        recorder.recordValue(Math.min(LONGEST_NANOS, Math.max(0, nanos)));
    }

    /** What came since the last call; good until the next one. */
    Histogram sinceLastTime() {
        Histogram latest = recorder.getIntervalHistogram(interval);
        interval = latest;
        total.add(latest);
        return latest;
    }

    /** Everything so far. */
    Histogram total() {
        sinceLastTime();
        return total;
    }
}
