package org.portcullis.load.run;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;

/**
 * Sends requests at a constant rate. One thread follows the schedule and never waits for an answer; a request that finds
 * every connection busy waits, and its waiting is part of its response time.
 */
public final class OpenLoopDriver implements Driver {
    private static final int MAX_WAITING = 100_000;
    private static final Duration GRACE = Duration.ofMillis(250);
    private static final long HEAD_START_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private final Crew.Exchange exchange;
    private final LoadPlan plan;

    /** A driver for one plan; {@code tls} gives a new context at each call, so that no TLS session is resumed unasked. */
    public OpenLoopDriver(
            Target target, Supplier<SSLContext> tls, LoadPlan plan, Workload workload, InstantSource clock) {
        this.exchange = new Crew.Exchange(target, tls, workload, clock);
        this.plan = plan;
    }

    /** Carries the plan out. Waits at most about two timeouts after the last request was due. */
    @Override
    public RunResult run(RunListener listener) throws InterruptedException {
        try (Crew crew = new Crew(exchange, plan, listener)) {
            return new Run(crew).carryOut(listener);
        }
    }

    /** The moving parts of one run. */
    private final class Run {
        private final AtomicInteger underWay = new AtomicInteger();
        private final Crew crew;
        private final BlockingQueue<Lane> free;
        private final ThreadPoolExecutor workers;

        Run(Crew crew) {
            int connections = crew.lanes().size();
            this.crew = crew;
            this.free = new ArrayBlockingQueue<>(connections, false, crew.lanes());
            this.workers = new ThreadPoolExecutor(
                    connections, connections, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(MAX_WAITING));
        }

        RunResult carryOut(RunListener listener) throws InterruptedException {
            workers.prestartAllCoreThreads();
            crew.connect();
            long first = System.nanoTime() + HEAD_START_NANOS;
            long start = first + plan.intendedNanos(plan.warmUpRequests());
            listener.starts(start);
            try (Metronome metronome = new Metronome(crew, start)) {
                metronome.start();
                send(first);
            }
            return crew.result(plan.requests());
        }

        private void send(long first) throws InterruptedException {
            try {
                followSchedule(first);
            } finally {
                stop();
            }
        }

        private void followSchedule(long first) throws InterruptedException {
            long all = plan.warmUpRequests() + plan.requests();
            for (long index = 0; index < all; index++) {
                long intended = first + plan.intendedNanos(index);
                waitUntil(intended);
                long late = System.nanoTime() - intended;
                boolean findsFreeLane =
                        underWay.getAndIncrement() < crew.lanes().size();
                Arrival arrival = new Arrival(index, intended, findsFreeLane, index >= plan.warmUpRequests());
                if (!findsFreeLane) {
                    crew.of(arrival).lagged(late);
                }
                enqueue(arrival);
            }
        }

        private void enqueue(Arrival arrival) {
            try {
                workers.execute(() -> serve(arrival));
            } catch (RejectedExecutionException e) {
                underWay.decrementAndGet();
                crew.of(arrival).failed(Outcomes.DROPPED, 1);
            }
        }

        private void serve(Arrival arrival) {
            Lane lane = free.remove();
            try {
                crew.serve(lane, arrival);
            } finally {
                free.add(lane);
                underWay.decrementAndGet();
            }
        }

        /** Gives the last request its time, then cuts off what is left. */
        private void stop() throws InterruptedException {
            long patienceMillis = plan.timeout().plus(GRACE).toMillis();
            workers.shutdown();
            if (!workers.awaitTermination(patienceMillis, TimeUnit.MILLISECONDS)) {
                crew.abandon(workers.shutdownNow().size());
                workers.awaitTermination(patienceMillis, TimeUnit.MILLISECONDS);
            }
        }
    }

    private static void waitUntil(long nanos) throws InterruptedException {
        for (long left = nanos - System.nanoTime(); left > 0; left = nanos - System.nanoTime()) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            LockSupport.parkNanos(left);
        }
    }
}
