package org.portcullis.pdp.trust;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at host credential and CA directory again and again, in a thread of its own. */
public final class FileWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FileWatch.class);

    private final ScheduledExecutorService looking;

    private FileWatch(ScheduledExecutorService looking) {
        this.looking = looking;
    }

    /** Starts to look, with this pause in between. */
    public static FileWatch start(ServerTls tls, GridTrust trust, Duration pause) {
        ScheduledExecutorService looking = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread = new Thread(work, "file-watch");
            thread.setDaemon(true);
            return thread;
        });
        for (Runnable look : new Runnable[] {tls::look, trust::reread}) {
            ScheduledFuture<?> unused = looking.scheduleWithFixedDelay(
                    () -> guarded(look), pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
        }
        return new FileWatch(looking);
    }

    /** An exception would end the schedule. */
    private static void guarded(Runnable look) {
        try {
            look.run();
        } catch (RuntimeException e) {
            LOG.error("certificates not looked at", e);
        }
    }

    @Override
    public void close() {
        looking.shutdownNow();
    }
}
