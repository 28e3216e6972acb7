package org.portcullis.pdp.decide;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;

/** How old the bans in force may be at most: every ban set before {@code readAt} is known. Thread-safe. */
public record BanFreshness(Supplier<Instant> readAt, Duration most, InstantSource clock) {
    /** How long ago the store was last read; a time to come, as after a clock was set back, is as far from the truth. */
    public Duration age() {
        return Duration.between(readAt.get(), clock.instant()).abs();
    }

    /** Whether a ban may have been set so long ago that it should be known by now. */
    public boolean isStale() {
        return age().compareTo(most) > 0;
    }
}
