package org.portcullis.load.run;

import java.time.Duration;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What came of a run. Response time counts from the moment a request was to leave, service time from the moment it left;
 * both are those of good answers only. Shed is the service time of what was turned away with 503. Lag is how late the generator itself was.
 */
public record LoadReport(
        long offered,
        long done,
        SortedMap<String, Long> errors,
        Percentiles response,
        Percentiles service,
        Percentiles shed,
        Percentiles lag) {
    /** A generator that lags more than this at p99 has measured itself. */
    public static final Duration MAX_LAG = Duration.ofMillis(1);

    private static final double WAITING_SHARE = 1.1;

    /** Copies the map. */
    public LoadReport {
        errors = Collections.unmodifiableSortedMap(new TreeMap<>(errors));
    }

    /** Whether the numbers say something about the target rather than about the generator. */
    public boolean isValid() {
        return lag.p99() <= MAX_LAG.toMillis() && !errors.containsKey(Outcomes.DROPPED);
    }

    /** Whether requests waited before they left: response and service time differ by more than 10 % at p99. */
    public boolean hasQueued() {
        return response.p99() > WAITING_SHARE * service.p99();
    }

    /** Every request that got no good answer. */
    public long failed() {
        return errors.values().stream().mapToLong(Long::longValue).sum();
    }
}
