package org.portcullis.pdp;

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

    /** It is warm once so many rounds in a row were none of them faster than the fastest before by a twentieth. */
    private static final int STEADY_ROUNDS = 25;

    private static final double FASTER = 0.95;
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
        long fastest = Long.MAX_VALUE;
        int rounds = 0;
        int steady = 0;
        while (!stopping && steady < STEADY_ROUNDS && !isSpent()) {
            long start = System.nanoTime();
            round.rehearse();
            long took = System.nanoTime() - start;
            steady = took < FASTER * fastest ? 0 : steady + 1;
            fastest = Math.min(fastest, took);
            rounds++;
        }
        return rounds;
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
