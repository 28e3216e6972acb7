package org.portcullis.load.run;

import java.time.Duration;

/**
 * How much load, for how long, over how many connections, and for how long before anything is counted. An answer must
 * come within {@code timeout} of its request's actual start.
 */
public record LoadPlan(
        double requestsPerSecond,
        Duration duration,
        int connections,
        ConnectionMode mode,
        Duration timeout,
        Duration warmUp) {
    /** Most connections one run may have. */
    public static final int MAX_CONNECTIONS = 1024;

    /** Most requests per second. */
    public static final double MAX_RATE = 100_000;

    private static final double NANOS_PER_SECOND = 1e9;

    /** Refuses plans that this machine could not carry out. */
    public LoadPlan {
        if (!(requestsPerSecond > 0 && requestsPerSecond <= MAX_RATE)) {
            throw new IllegalArgumentException("a rate is above 0 and at most 100000 per second");
        }
        if (connections < 1 || connections > MAX_CONNECTIONS) {
            throw new IllegalArgumentException("a run has 1 to " + MAX_CONNECTIONS + " connections");
        }
        if (duration.isNegative() || duration.isZero() || timeout.toMillis() < 1 || warmUp.isNegative()) {
            throw new IllegalArgumentException("a run and its timeout take some time");
        }
    }

    /** A plan in which every request counts. */
    public LoadPlan(
            double requestsPerSecond, Duration duration, int connections, ConnectionMode mode, Duration timeout) {
        this(requestsPerSecond, duration, connections, mode, timeout, Duration.ZERO);
    }

    /** The same plan at another rate. */
    public LoadPlan at(double rate) {
        return new LoadPlan(rate, duration, connections, mode, timeout, warmUp);
    }

    /** How many requests leave and count. */
    long requests() {
        return Math.max(1, requestsIn(duration));
    }

    /** How many requests leave before. */
    long warmUpRequests() {
        return requestsIn(warmUp);
    }

    private long requestsIn(Duration time) {
        return Math.round(time.toNanos() / NANOS_PER_SECOND * requestsPerSecond);
    }

    /** When a request is to leave, in nanoseconds after the first one. */
    long intendedNanos(long index) {
        return Math.round(index * NANOS_PER_SECOND / requestsPerSecond);
    }
}
