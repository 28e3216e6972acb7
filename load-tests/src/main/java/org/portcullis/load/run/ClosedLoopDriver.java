package org.portcullis.load.run;

import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;

/**
 * Sends the next request of each connection once the one before is answered: this finds the highest rate, and says
 * nothing about how long clients wait, as a slow server is asked less. The rate of the plan is of no account.
 */
public final class ClosedLoopDriver implements Driver {
    private final Crew.Exchange exchange;
    private final LoadPlan plan;

    /** A driver for one plan; {@code tls} gives a new context at each call. */
    public ClosedLoopDriver(
            Target target, Supplier<SSLContext> tls, LoadPlan plan, Workload workload, InstantSource clock) {
        this.exchange = new Crew.Exchange(target, tls, workload, clock);
        this.plan = plan;
    }

    @Override
    public RunResult run(RunListener listener) throws InterruptedException {
        try (Crew crew = new Crew(exchange, plan, listener)) {
            crew.connect();
            long start = System.nanoTime() + plan.warmUp().toNanos();
            listener.starts(start);
            return carryOut(crew, start);
        }
    }

    private RunResult carryOut(Crew crew, long start) throws InterruptedException {
        long end = start + plan.duration().toNanos();
        AtomicLong next = new AtomicLong();
        AtomicLong offered = new AtomicLong();
        ExecutorService workers = Executors.newFixedThreadPool(crew.lanes().size());
        try (Metronome metronome = new Metronome(crew, start)) {
            metronome.start();
            crew.lanes()
                    .forEach(lane -> workers.execute(() -> {
                        for (long now = System.nanoTime(); now < end; now = System.nanoTime()) {
                            boolean counts = now >= start;
                            offered.addAndGet(counts ? 1 : 0);
                            crew.serve(lane, new Arrival(next.getAndIncrement(), now, true, counts));
                        }
                    }));
            workers.shutdown();
            workers.awaitTermination(
                    plan.warmUp().plus(plan.duration()).plus(plan.timeout()).toMillis(), TimeUnit.MILLISECONDS);
        } finally {
            crew.abandon(workers.shutdownNow().size());
        }
        return crew.result(offered.get());
    }
}
