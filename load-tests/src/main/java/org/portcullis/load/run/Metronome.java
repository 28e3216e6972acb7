package org.portcullis.load.run;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Has a crew report once a second while a run goes on, and once more when it is over. */
final class Metronome implements AutoCloseable {
    private static final double NANOS_PER_SECOND = 1e9;

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final Crew crew;
    private final long startNanos;
    private double reportedSeconds;

    /** Seconds are counted from {@code startNanos}, when the first request that counts is due. */
    Metronome(Crew crew, long startNanos) {
        this.crew = crew;
        this.startNanos = startNanos;
    }

    /** Beats at whole seconds from now on. */
    @SuppressWarnings("FutureReturnValueIgnored")
    void start() {
        reportedSeconds = seconds();
        long second = TimeUnit.SECONDS.toNanos(1);
        long toNextWholeSecond = second - Math.floorMod(System.nanoTime() - startNanos, second);
        timer.scheduleAtFixedRate(this::report, toNextWholeSecond, second, TimeUnit.NANOSECONDS);
    }

    private double seconds() {
        return (System.nanoTime() - startNanos) / NANOS_PER_SECOND;
    }

    private void report() {
        double now = seconds();
        crew.report(now, now - reportedSeconds);
        reportedSeconds = now;
    }

    @Override
    public void close() {
        timer.shutdown();
        try {
            timer.awaitTermination(1, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        report();
    }
}
