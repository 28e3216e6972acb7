package org.portcullis.client;

import java.time.Duration;

/**
 * How long to wait: for a TCP connection, for the TLS handshake as long as other servers are left, and for everything
 * together.
 */
public record Timeouts(Duration connect, Duration handshake, Duration total) {
    private static final Duration LONGEST = Duration.ofHours(1);

    /** 300 ms, 700 ms and 5 s. */
    public static final Timeouts DEFAULT =
            new Timeouts(Duration.ofMillis(300), Duration.ofMillis(700), Duration.ofSeconds(5));

    /** Each is at least 1 ms and at most an hour. */
    public Timeouts {
        requireSensible(connect);
        requireSensible(handshake);
        requireSensible(total);
    }

    private static void requireSensible(Duration duration) {
        if (duration.toMillis() < 1 || duration.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("a timeout is 1 ms to 1 h but not `" + duration + "`");
        }
    }

    /** The same with another limit for everything together. */
    public Timeouts withTotal(Duration limit) {
        return new Timeouts(connect, handshake, limit);
    }
}
