package org.portcullis.pdp.transport;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jetty.io.EndPoint;
import org.portcullis.pdp.health.ServerMetrics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Connections that got no answer: each counted, and told once per source in ten seconds with how many there were.
 * Thread-safe.
 */
final class RejectLog {
    private static final Logger LOG = LoggerFactory.getLogger(RejectLog.class);
    private static final Duration PAUSE = Duration.ofSeconds(10);
    private static final int MOST_SOURCES = 1_000;
    private static final int LONGEST = 200;

    private final ServerMetrics metrics;
    private final InstantSource clock;
    private final ConcurrentMap<String, Source> sources = new ConcurrentHashMap<>();

    RejectLog(ServerMetrics metrics, InstantSource clock) {
        this.metrics = metrics;
        this.clock = clock;
    }

    private record Source(Instant silentUntil, AtomicLong untold) {}

    /** As {@link #reject(String, String, String)}, for whoever is at the other end. */
    void reject(EndPoint endPoint, String reason, String detail) {
        String source = endPoint.getRemoteSocketAddress() instanceof InetSocketAddress address
                ? address.getAddress().getHostAddress()
                : "unknown";
        reject(source, reason, detail);
    }

    /** Counts one; {@code reason} is a word of {@link ServerMetrics#tlsRejected}. */
    void reject(String source, String reason, String detail) {
        metrics.tlsRejected(reason);
        Instant now = clock.instant();
        if (sources.size() >= MOST_SOURCES) {
            sources.values().removeIf(old -> !old.silentUntil().isAfter(now));
        }
        String known = sources.containsKey(source) || sources.size() < MOST_SOURCES ? source : "others";
        Source tally = sources.computeIfAbsent(known, first -> new Source(Instant.MIN, new AtomicLong()));
        tally.untold().incrementAndGet();
        Source silent = new Source(now.plus(PAUSE), new AtomicLong());
        if (!tally.silentUntil().isAfter(now) && sources.replace(known, tally, silent)) {
            LOG.info(
                    "tls.reject source={} count={} reason={} detail={}",
                    known,
                    tally.untold().get(),
                    reason,
                    plain(detail));
        }
    }

    private static String plain(String text) {
        String line = text.replaceAll("[^\\x20-\\x7e]", "?");
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "...";
    }
}
