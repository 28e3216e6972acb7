package org.portcullis.pdp;

import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The time after the start in which the server rehearses until it is fast, or its budget is spent. A rehearsal that fails
 * ends it early: the server is then slow at first, and not wrong. Thread-safe.
 */
final class WarmUp implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WarmUp.class);

    private static final Duration LONGEST_GOODBYE = Duration.ofSeconds(2);

    private final Duration budget;
    private final Thread thread;
    private final Callable<? extends Round> opening;
    /** By the clock that only counts on. Written by whoever begins it. */
    private volatile long end;
    /** Written by the thread of the warm-up. */
    private volatile boolean over;
    /** Written by whoever closes it. */
    private volatile boolean stopping;

    /** {@code opening} prepares the rehearsal, in the thread of the warm-up; no budget is no warm-up. */
    WarmUp(Duration budget, Callable<? extends Round> opening) {
        this.budget = budget;
        this.opening = opening;
        over = budget.isZero();
        thread = new Thread(this::run, "warm-up");
        thread.setDaemon(true);
    }

    /** A part of the rehearsal that takes long at first and not for long. */
    interface Round extends AutoCloseable {
        /** Rehearses once. */
        void rehearse() throws Exception;

        @Override
        void close();
    }

    /** Begins, where there is a budget. */
    void begin() {
        if (!over) {
            end = System.nanoTime() + budget.toNanos();
            thread.start();
        }
    }

    /** Whether it is warm, or will be no warmer, or its budget is spent, even if a round hangs. */
    boolean isOver() {
        return over || isSpent();
    }

    private boolean isSpent() {
        return end != 0 && System.nanoTime() - end >= 0;
    }

    private void run() {
        long began = System.nanoTime();
        try (Round round = opening.call()) {
            int rounds = untilSteady(round);
            LOG.info("warm after={} ms rounds={}", (System.nanoTime() - began) / 1_000_000, rounds);
        } catch (Exception | LinkageError e) {
            conclude(e);
        } finally {
            over = true;
        }
    }

    private void conclude(Throwable failure) {
        if (stopping) {
            LOG.info("warm-up ended by the shutdown");
        } else {
            LOG.warn("warm-up failed, the first answers will be slow", failure);
        }
    }

    private int untilSteady(Round round) throws Exception {
        Progress progress = new Progress();
        while (!stopping && !progress.isSteady() && !isSpent()) {
            Duration compiled = compiled();
            long start = System.nanoTime();
            round.rehearse();
            progress.add(Duration.ofNanos(System.nanoTime() - start), compiled().minus(compiled));
        }
        return progress.rounds();
    }

    /** How long the compilers of this Java have worked until now; a Java that does not tell counts by its speed alone. */
    private static Duration compiled() {
        CompilationMXBean compilers = ManagementFactory.getCompilationMXBean();
        return compilers != null && compilers.isCompilationTimeMonitoringSupported()
                ? Duration.ofMillis(compilers.getTotalCompilationTime())
                : Duration.ZERO;
    }

    @Override
    public void close() {
        stopping = true;
        thread.interrupt();
        try {
            thread.join(LONGEST_GOODBYE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
