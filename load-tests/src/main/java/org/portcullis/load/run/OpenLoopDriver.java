package org.portcullis.load.run;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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
public final class OpenLoopDriver {
    private static final int MAX_WAITING = 100_000;
    private static final Duration GRACE = Duration.ofMillis(250);
    private static final long HEAD_START_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private final Target target;
    private final Supplier<SSLContext> tls;
    private final LoadPlan plan;
    private final RequestTemplate template;

    /** A driver for one run; {@code tls} gives a new context at each call, so that no TLS session is resumed. */
    public OpenLoopDriver(Target target, Supplier<SSLContext> tls, LoadPlan plan, RequestTemplate template) {
        this.target = target;
        this.tls = tls;
        this.plan = plan;
        this.template = template;
    }

    /** Carries the plan out. Waits at most about two timeouts after the last request was due. */
    public LoadReport run() throws InterruptedException {
        List<Lane> lanes = lanes();
        try {
            return new Run(lanes).carryOut();
        } finally {
            lanes.forEach(Lane::close);
        }
    }

    private List<Lane> lanes() {
        List<Lane> lanes = new ArrayList<>();
        for (int i = 0; i < plan.connections(); i++) {
            lanes.add(new Lane(target, tls, plan));
        }
        return lanes;
    }

    /** The moving parts of one run. */
    private final class Run {
        private final Outcomes outcomes = new Outcomes();
        private final AtomicInteger underWay = new AtomicInteger();
        private volatile boolean cutOff;
        private final List<Lane> lanes;
        private final BlockingQueue<Lane> free;
        private final ThreadPoolExecutor workers;

        Run(List<Lane> lanes) {
            this.lanes = lanes;
            this.free = new ArrayBlockingQueue<>(lanes.size(), false, lanes);
            this.workers = new ThreadPoolExecutor(
                    lanes.size(), lanes.size(), 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(MAX_WAITING));
        }

        LoadReport carryOut() throws InterruptedException {
            try {
                warmUp();
                followSchedule(System.nanoTime() + HEAD_START_NANOS);
            } finally {
                stop();
            }
            return outcomes.report(plan.requests());
        }

        /** Opens connections and starts threads before the clock runs; what fails here fails again and is counted then. */
        private void warmUp() {
            workers.prestartAllCoreThreads();
            if (plan.mode() == ConnectionMode.KEEP_ALIVE) {
                for (Lane lane : lanes) {
                    try {
                        lane.connect();
                    } catch (IOException e) {
                        return;
                    }
                }
            }
        }

        private void followSchedule(long startNanos) throws InterruptedException {
            for (long index = 0; index < plan.requests(); index++) {
                long intended = startNanos + plan.intendedNanos(index);
                waitUntil(intended);
                long late = System.nanoTime() - intended;
                boolean findsFreeLane = underWay.getAndIncrement() < lanes.size();
                if (!findsFreeLane) {
                    outcomes.lagged(late);
                }
                enqueue(new Arrival(index, intended, findsFreeLane));
            }
        }

        private void enqueue(Arrival arrival) {
            try {
                workers.execute(() -> serve(arrival));
            } catch (RejectedExecutionException e) {
                underWay.decrementAndGet();
                outcomes.failed(Outcomes.DROPPED, 1);
            }
        }

        private void serve(Arrival arrival) {
            Lane lane = free.remove();
            byte[] body = template.body(arrival.id());
            long sent = System.nanoTime();
            try {
                if (arrival.findsFreeLane()) {
                    outcomes.lagged(sent - arrival.intendedNanos());
                }
                lane.exchange(body);
                outcomes.answered(arrival.intendedNanos(), sent, System.nanoTime());
            } catch (ExchangeFailedException e) {
                outcomes.failed(cutOff ? Outcomes.ABANDONED : e.kind(), sent, System.nanoTime());
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
                cutOff = true;
                outcomes.failed(Outcomes.ABANDONED, workers.shutdownNow().size());
                lanes.forEach(Lane::close);
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
