package org.portcullis.pdp.trust;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.AsymmetricJWK;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSet;
import java.io.IOException;
import java.security.PublicKey;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys that one issuer signs with, from a file or from the web. They are read again when they are used and old, from
 * the web also when a token names one that is not among them; keys that cannot be read leave the last good ones. Whoever
 * reads waits, others go on with what there is. Thread-safe.
 */
final class IssuerKeys {
    private static final Logger LOG = LoggerFactory.getLogger(IssuerKeys.class);
    private static final Duration SOONEST = Duration.ofMinutes(1);
    private static final Duration OLD_ON_THE_WEB = Duration.ofHours(6).minus(SOONEST);
    /** A token that names no key is tried with so many. */
    private static final int MOST_TRIED = 8;

    private final KeySource source;
    private final InstantSource clock;
    private final AtomicBoolean reading = new AtomicBoolean();
    /** Replaced by whichever thread holds {@link #reading}. */
    private volatile Held held;

    private IssuerKeys(KeySource source, InstantSource clock) {
        this.source = source;
        this.clock = clock;
        held = new Held(new JWKSet(), Instant.MIN, Instant.MIN);
    }

    /** Reads the keys, or tries again later. */
    static IssuerKeys open(KeySource source, InstantSource clock) {
        IssuerKeys keys = new IssuerKeys(source, clock);
        keys.read();
        return keys;
    }

    /** The public keys, strong enough, that may have signed a token with this header. */
    List<PublicKey> matching(JWSHeader header) {
        if (isOld()) {
            read();
        }
        List<PublicKey> found = find(header);
        if (found.isEmpty() && read()) {
            return find(header);
        }
        return found;
    }

    private List<PublicKey> find(JWSHeader header) {
        JWKMatcher matcher = JWKMatcher.forJWSHeader(header);
        return held.keys().getKeys().stream()
                .filter(matcher::matches)
                .flatMap(IssuerKeys::publicKey)
                .filter(ChainGate::isStrong)
                .limit(MOST_TRIED)
                .toList();
    }

    private static Stream<PublicKey> publicKey(JWK key) {
        try {
            return key instanceof AsymmetricJWK pair ? Stream.of(pair.toPublicKey()) : Stream.empty();
        } catch (JOSEException e) {
            return Stream.empty();
        }
    }

    private boolean isOld() {
        Duration old = source.isOnTheWeb() ? OLD_ON_THE_WEB : SOONEST;
        return isLongAgo(held.readAt(), clock.instant(), old);
    }

    /** Whether there may be other keys now: at most one attempt a minute, by one thread. */
    private boolean read() {
        if (!reading.compareAndSet(false, true)) {
            return false;
        }
        try {
            Instant now = clock.instant();
            return isLongAgo(held.triedAt(), now, SOONEST) && read(held, now);
        } finally {
            reading.set(false);
        }
    }

    private boolean read(Held before, Instant now) {
        try {
            held = new Held(JWKSet.parse(source.read()), now, now);
            return true;
        } catch (IOException | ParseException | RuntimeException e) {
            LOG.warn(
                    "keys of a token issuer not read, keeping the last good ones source={} keys={} error={}",
                    source.address(),
                    before.keys().size(),
                    e.toString());
            held = new Held(before.keys(), before.readAt(), now);
            return false;
        }
    }

    /** A time to come, as after a clock was set back, counts like one that is past. */
    private static boolean isLongAgo(Instant then, Instant now, Duration atLeast) {
        return Duration.between(then, now).abs().compareTo(atLeast) >= 0;
    }

    /** Keys, when they were read, and when that was last tried. */
    private record Held(JWKSet keys, Instant readAt, Instant triedAt) {}
}
