package org.portcullis.pdp.store;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** How long this machine stood still for a thread that had next to nothing to do: what no deadline can promise. */
public final class Hiccups implements AutoCloseable {
    private static final long BEAT_NANOS = 1_000_000;

    private final AtomicLong longest = new AtomicLong();
    private final Thread thread = new Thread(this::listen, "hiccups");
    private volatile boolean isOver;

    private Hiccups() {}

    /** Listens from now on until it is closed. */
    public static Hiccups listening() {
        Hiccups hiccups = new Hiccups();
        hiccups.thread.start();
        return hiccups;
    }

    private void listen() {
        while (!isOver) {
            long start = System.nanoTime();
            LockSupport.parkNanos(BEAT_NANOS);
            longest.accumulateAndGet(System.nanoTime() - start - BEAT_NANOS, Math::max);
        }
    }

    public Duration longest() {
        return Duration.ofNanos(longest.get());
    }

    /** What a deadline comes to here: whoever waits is late once for the other's work, and once for his own. */
    public Duration added(Duration deadline) {
        return deadline.plus(longest().multipliedBy(2));
    }

    @Override
    public void close() {
        isOver = true;
    }
}
