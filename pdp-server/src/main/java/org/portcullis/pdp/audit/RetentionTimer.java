package org.portcullis.pdp.audit;

import java.io.IOException;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has old files of the log dealt with once a day, in a thread of its own. */
public final class RetentionTimer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RetentionTimer.class);
    /** A start has other things to do. */
    private static final long FIRST_MINUTES = 10;

    private static final long MINUTES = 24 * 60;

    private final ScheduledExecutorService timer;

    private RetentionTimer(ScheduledExecutorService timer) {
        this.timer = timer;
    }

    /** Starts to look after these files. */
    public static RetentionTimer start(Retention retention, Retention.Tools tools, InstantSource clock) {
        ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread = new Thread(work, "audit-retention");
            thread.setDaemon(true);
            return thread;
        });
        ScheduledFuture<?> unused = timer.scheduleWithFixedDelay(
                () -> look(retention, tools, clock), FIRST_MINUTES, MINUTES, TimeUnit.MINUTES);
        return new RetentionTimer(timer);
    }

    /** An exception would end the schedule. */
    private static void look(Retention retention, Retention.Tools tools, InstantSource clock) {
        try {
            if (retention.isOnHold()) {
                LOG.warn("audit files on hold log={}", retention.log());
            }
            retention.carryOut(clock.instant(), tools, RetentionTimer::tell);
        } catch (IOException | RuntimeException e) {
            LOG.error("audit files not dealt with log={}", retention.log(), e);
        }
    }

    private static void tell(Retention.Step step, Optional<IOException> problem) {
        String what = step.kind().name().toLowerCase(Locale.ROOT).replace('_', '-');
        problem.ifPresentOrElse(
                e -> LOG.error("audit file not dealt with due={} file={} error={}", what, step.file(), e.toString()),
                () -> LOG.info("audit file dealt with done={} file={}", what, step.file()));
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
