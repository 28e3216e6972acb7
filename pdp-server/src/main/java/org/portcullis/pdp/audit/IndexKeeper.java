package org.portcullis.pdp.audit;

import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the indexes of audit files soon after they were closed, in a thread of its own that rests three quarters of the time. */
public final class IndexKeeper implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(IndexKeeper.class);
    private static final Duration EVERY = Duration.ofMinutes(1);
    private static final int REST = 3;

    private final AuditIndexes indexes;
    private final ScheduledExecutorService timer;
    /** The files that all had an index when they were looked at last. Of the timer's thread. */
    private Map<Path, FileTime> settled = Map.of();

    private IndexKeeper(AuditIndexes indexes, ScheduledExecutorService timer) {
        this.indexes = indexes;
        this.timer = timer;
    }

    /** Starts to look after the files of this log. */
    public static IndexKeeper start(Path log) {
        return start(log, EVERY);
    }

    static IndexKeeper start(Path log, Duration every) {
        ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread = new Thread(work, "audit-indexes");
            thread.setDaemon(true);
            return thread;
        });
        IndexKeeper keeper = new IndexKeeper(new AuditIndexes(log), timer);
        long millis = every.toMillis();
        ScheduledFuture<?> unused = timer.scheduleWithFixedDelay(keeper::update, millis, millis, TimeUnit.MILLISECONDS);
        return keeper;
    }

    /** An exception would end the schedule. */
    private void update() {
        try {
            Map<Path, FileTime> files = indexes.closedFiles();
            if (!files.equals(settled)) {
                List<AuditIndexes.Kept> kept = indexes.update(new Slowly());
                kept.forEach(IndexKeeper::tell);
                settled = kept.stream().allMatch(AuditIndexes.Kept::isThere) ? files : Map.of();
            }
        } catch (IOException | RuntimeException e) {
            LOG.warn("audit indexes not made directory={} error={}", indexes.directory(), e.toString());
        }
    }

    private static void tell(AuditIndexes.Kept kept) {
        if (kept.state() == AuditIndexes.Kept.State.MADE) {
            LOG.info("audit index made file={}", kept.file());
        } else if (kept.state() == AuditIndexes.Kept.State.MISSING) {
            LOG.warn("audit index not made file={} error={}", kept.file(), kept.problem());
        }
    }

    /** Rests, after each piece of work, several times as long as that took. Not thread-safe. */
    private static final class Slowly implements AuditIndexes.Pace {
        private long begin = System.nanoTime();

        @Override
        public void rest() {
            LockSupport.parkNanos(REST * (System.nanoTime() - begin));
            begin = System.nanoTime();
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
