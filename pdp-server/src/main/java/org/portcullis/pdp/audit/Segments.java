package org.portcullis.pdp.audit;

import java.time.Duration;
import java.time.Instant;

/** When a file of the log is closed and the next one begun: once it is so long in bytes, or so old; zero is never. */
public record Segments(long size, Duration age) {
    /** One file for ever, or until somebody moves it away. */
    public static final Segments ONE = new Segments(0, Duration.ZERO);

    boolean isOver(long length, Instant since, Instant now) {
        return (size > 0 && length >= size) || (!age.isZero() && !now.isBefore(since.plus(age)));
    }
}
