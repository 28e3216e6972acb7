package org.portcullis.load.run;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;

/**
 * Asks again as soon as it is answered, over some connections: finds the ceiling of a server and says nothing about its
 * times, for whoever waits does not ask.
 */
public final class ClosedLoop {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final double NANOS_PER_SECOND = 1e9;

    private final Target target;
    private final Supplier<SSLContext> tls;
    private final RequestTemplate template;

    public ClosedLoop(Target target, Supplier<SSLContext> tls, RequestTemplate template) {
        this.target = target;
        this.tls = tls;
        this.template = template;
    }

    /** Good answers per second. */
    public double ceiling(int connections, Duration duration) throws InterruptedException {
        LoadPlan plan = new LoadPlan(1, duration, connections, ConnectionMode.KEEP_ALIVE, PATIENCE);
        AtomicLong done = new AtomicLong();
        long began = System.nanoTime();
        List<Thread> threads = new ArrayList<>();
        for (int n = 0; n < connections; n++) {
            int number = n;
            threads.add(new Thread(() -> askUntil(began + duration.toNanos(), number, plan, done)));
        }
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        return done.get() * NANOS_PER_SECOND / (System.nanoTime() - began);
    }

    private void askUntil(long end, int number, LoadPlan plan, AtomicLong done) {
        try (Lane lane = new Lane(target, tls, plan)) {
            for (long n = 0; System.nanoTime() < end; n++) {
                byte[] body = template.body(new Arrival(n, end + number, true).id());
                done.addAndGet(isAnswered(lane, body) ? 1 : 0);
            }
        }
    }

    private static boolean isAnswered(Lane lane, byte[] body) {
        try {
            lane.exchange(body);
            return true;
        } catch (ExchangeFailedException e) {
            return false;
        }
    }
}
