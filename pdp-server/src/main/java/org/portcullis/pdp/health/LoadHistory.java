package org.portcullis.pdp.health;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** The load of each of the last 900 seconds, taken in a thread of its own until closed. Thread-safe. */
public final class LoadHistory implements AutoCloseable {
    /** How many seconds are kept. */
    public static final int MOST = 900;

    private final Supplier<Load> totals;
    private final ScheduledExecutorService looking;
    /** Guarded by this, as {@link #before}. */
    private final Deque<Load> seconds = new ArrayDeque<>();

    private Load before;

    LoadHistory(Supplier<Load> totals) {
        this.totals = totals;
        before = totals.get();
        looking = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread = new Thread(work, "load-history");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Looks at what was answered since the start each second, and keeps what is new. */
    public static LoadHistory start(Supplier<Load> totals) {
        LoadHistory history = new LoadHistory(totals);
        ScheduledFuture<?> unused = history.looking.scheduleAtFixedRate(history::look, 1, 1, TimeUnit.SECONDS);
        return history;
    }

    synchronized void look() {
        Load now = totals.get();
        seconds.addLast(now.minus(before));
        before = now;
        if (seconds.size() > MOST) {
            seconds.removeFirst();
        }
    }

    /** The last seconds, oldest first. */
    public synchronized List<Load> seconds() {
        return List.copyOf(seconds);
    }

    @Override
    public void close() {
        looking.shutdownNow();
    }
}
