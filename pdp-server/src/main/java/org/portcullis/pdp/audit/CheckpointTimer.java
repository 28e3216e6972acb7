package org.portcullis.pdp.audit;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has an audit log that nobody writes to sign its last records, and close its file in time, too, in a thread of its own. */
public final class CheckpointTimer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CheckpointTimer.class);
    private static final long SECONDS = 5;

    private final ScheduledExecutorService timer;

    private CheckpointTimer(ScheduledExecutorService timer) {
        this.timer = timer;
    }

    /** Starts to remind this log. */
    public static CheckpointTimer start(JsonLinesAuditLog log) {
        ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread = new Thread(work, "audit-checkpoints");
            thread.setDaemon(true);
            return thread;
        });
        ScheduledFuture<?> unused = timer.scheduleWithFixedDelay(() -> remind(log), SECONDS, SECONDS, TimeUnit.SECONDS);
        return new CheckpointTimer(timer);
    }

    /** An exception would end the schedule. */
    private static void remind(JsonLinesAuditLog log) {
        try {
            log.keepUp();
        } catch (RuntimeException e) {
            LOG.error("audit log not kept up", e);
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
