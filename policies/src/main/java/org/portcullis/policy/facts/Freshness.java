package org.portcullis.policy.facts;

import java.time.Instant;
import java.util.Map;

/** Until when each data file may be relied on; those that are not listed do not age. */
public record Freshness(Map<DataFile, Instant> reliableUntil) {
    /** Of records that do not age. */
    public static final Freshness AGELESS = new Freshness(Map.of());

    /** Copies the map. */
    public Freshness {
        reliableUntil = Map.copyOf(reliableUntil);
    }

    boolean isStale(DataFile file, Instant at) {
        return at.isAfter(reliableUntil.getOrDefault(file, Instant.MAX));
    }
}
