package org.portcullis.pdp.audit;

import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes the indexes of audit files that are gone, or have pseudonyms now. It makes none: that takes so much of a processor
 * and of memory that those who ask the server meanwhile wait.
 */
public final class IndexKeeper implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(IndexKeeper.class);
    private static final Duration EVERY = Duration.ofMinutes(1);

    private final AuditIndexes indexes;
    private final ScheduledExecutorService timer;
    /** The files as they were looked at last. Of the timer's thread. */
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
        ScheduledFuture<?> unused = timer.scheduleWithFixedDelay(keeper::sweep, millis, millis, TimeUnit.MILLISECONDS);
        return keeper;
    }

    /** An exception would end the schedule. */
    private void sweep() {
        try {
            Map<Path, FileTime> files = indexes.closedFiles();
            if (!files.equals(settled)) {
                indexes.sweep();
                settled = files;
            }
        } catch (IOException | RuntimeException e) {
            LOG.warn("audit indexes not removed directory={} error={}", indexes.directory(), e.toString());
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
