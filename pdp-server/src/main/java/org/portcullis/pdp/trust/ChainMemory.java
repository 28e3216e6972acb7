package org.portcullis.pdp.trust;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.ehcache.Cache;

/**
 * Verdicts on chains, each reached once and then remembered: not for long, while it is true by the dates of what it rests
 * on, and until the trust epoch moves. What is true at no time is found anew each time. Those who ask about one chain at
 * once wait for the first of them. Thread-safe.
 */
final class ChainMemory<V> implements ChainVerdicts<V> {
    private final Cache<ChainKey, Remembered<V>> cache;
    private final Duration longest;
    private final LongSupplier epoch;
    private final Judge<V> judge;
    private final ConcurrentMap<ChainKey, CompletableFuture<Boolean>> underWay = new ConcurrentHashMap<>();
    private final LongAdder recalled = new LongAdder();
    private final LongAdder reached = new LongAdder();

    /** The epoch never goes back, and moves whenever the judge may come to another verdict on the same chain. */
    ChainMemory(Cache<ChainKey, Remembered<V>> cache, Duration longest, LongSupplier epoch, Judge<V> judge) {
        this.cache = cache;
        this.longest = longest;
        this.epoch = epoch;
        this.judge = judge;
    }

    /** A verdict, when it may be used, and the epoch it belongs to. */
    record Remembered<V>(V verdict, Span span, long epoch) {}

    @Override
    public V verdict(List<X509Certificate> chain, Instant at) {
        ChainKey key = ChainKey.of(chain);
        return recall(key, at).orElseGet(() -> waitOrReach(key, chain, at));
    }

    @Override
    public long recalled() {
        return recalled.sum();
    }

    @Override
    public long reached() {
        return reached.sum();
    }

    private Optional<V> recall(ChainKey key, Instant at) {
        Optional<V> known = Optional.ofNullable(cache.get(key))
                .filter(remembered -> remembered.epoch() == epoch.getAsLong()
                        && remembered.span().holds(at))
                .map(Remembered::verdict);
        known.ifPresent(verdict -> recalled.increment());
        return known;
    }

    private V waitOrReach(ChainKey key, List<X509Certificate> chain, Instant at) {
        CompletableFuture<Boolean> mine = new CompletableFuture<>();
        CompletableFuture<Boolean> first = underWay.putIfAbsent(key, mine);
        if (first != null) {
            first.join();
            return recallOrReach(key, chain, at);
        }
        try {
            return recallOrReach(key, chain, at);
        } finally {
            underWay.remove(key, mine);
            mine.complete(true);
        }
    }

    private V recallOrReach(ChainKey key, List<X509Certificate> chain, Instant at) {
        return recall(key, at).orElseGet(() -> reach(key, chain, at));
    }

    /** The epoch is read first: a verdict that may rest on older files must not pass for one on newer ones. */
    private V reach(ChainKey key, List<X509Certificate> chain, Instant at) {
        long now = epoch.getAsLong();
        V verdict = judge.verdict().apply(chain, at);
        reached.increment();
        Span span = judge.truth().apply(chain, verdict).around(at, longest);
        if (span.holds(at)) {
            cache.put(key, new Remembered<>(verdict, span, now));
        }
        return verdict;
    }
}
