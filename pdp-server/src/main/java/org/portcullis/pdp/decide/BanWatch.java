package org.portcullis.pdp.decide;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks into the ban store again and again, in a thread of its own: other servers and commands write it too. */
public final class BanWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(BanWatch.class);

    private final ScheduledExecutorService looking;

    private BanWatch(ScheduledExecutorService looking) {
        this.looking = looking;
    }

    /** Starts to look, with this pause in between. */
    public static BanWatch start(Reloader reloader, Duration pause) {
        ScheduledExecutorService looking = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread = new Thread(work, "ban-watch");
            thread.setDaemon(true);
            return thread;
        });
        ScheduledFuture<?> unused = looking.scheduleWithFixedDelay(
                () -> look(reloader), pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
        return new BanWatch(looking);
    }

    /** An exception would end the schedule; bans that are not read any more grow stale, which stops permits. */
    private static void look(Reloader reloader) {
        try {
            reloader.followBans();
        } catch (RuntimeException e) {
            LOG.error("ban store not followed", e);
        }
    }

    @Override
    public void close() {
        looking.shutdownNow();
    }
}
