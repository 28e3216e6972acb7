package org.portcullis.pdp.trust;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.ehcache.Cache;
import org.ehcache.CacheManager;
import org.ehcache.config.builders.CacheConfigurationBuilder;
import org.ehcache.config.builders.CacheEventListenerConfigurationBuilder;
import org.ehcache.config.builders.CacheManagerBuilder;
import org.ehcache.config.builders.ResourcePoolsBuilder;
import org.ehcache.event.CacheEventListener;
import org.ehcache.event.EventType;
import org.portcullis.pdp.config.PdpConfig;
import org.portcullis.pdp.trust.ChainVerdicts.Judge;

/**
 * What certificate chains and the VOMS attributes in them prove, remembered for a short time by the whole chain. Only what
 * is proven is remembered; nothing outlives the dates of the chain and its attributes, nor a re-reading of the files that
 * say whom to trust. Says what {@link GridTrust} and {@link VomsTrust} say, sooner; with no entries at all, no sooner. Thread-safe.
 */
public final class VerifiedChains implements AutoCloseable {
    private final CacheManager caches =
            CacheManagerBuilder.newCacheManagerBuilder().build(true);
    private final LongAdder evicted = new LongAdder();
    private final ChainVerdicts<ChainVerdict> chains;
    private final ChainVerdicts<VomsVerdict> attributes;

    /** Both stay the caller's to close. */
    public VerifiedChains(GridTrust anchors, VomsTrust voms, PdpConfig.ChainCache bounds) {
        chains = verdicts("chains", bounds, anchors::epoch, new Judge<>(anchors::verify, VerifiedChains::truth));
        attributes = verdicts("attributes", bounds, voms::epoch, new Judge<>(voms::verify, VerifiedChains::truth));
    }

    private <V> ChainVerdicts<V> verdicts(
            String name, PdpConfig.ChainCache bounds, LongSupplier epoch, Judge<V> judge) {
        return bounds.entries() == 0
                ? new FreshVerdicts<>(judge)
                : new ChainMemory<>(cache(name, bounds.entries()), bounds.age(), epoch, judge);
    }

    /** As {@link GridTrust#verify(List, Instant)}. */
    public ChainVerdict verify(List<X509Certificate> chain, Instant at) {
        return chains.verdict(chain, at);
    }

    /** As {@link VomsTrust#verify}. */
    public VomsVerdict attributes(List<X509Certificate> chain, Instant at) {
        return attributes.verdict(chain, at);
    }

    /** How often something was remembered. */
    public long hits() {
        return chains.recalled() + attributes.recalled();
    }

    /** How often something had to be found out. */
    public long misses() {
        return chains.reached() + attributes.reached();
    }

    /** How often something was forgotten for want of room. */
    public long evictions() {
        return evicted.sum();
    }

    private static Span truth(List<X509Certificate> chain, ChainVerdict verdict) {
        return verdict.match(name -> Span.of(chain), doubt -> Span.NEVER);
    }

    private static Span truth(List<X509Certificate> chain, VomsVerdict verdict) {
        return verdict.match(() -> Span.of(chain), verified -> truth(Span.of(chain), verified), invalid -> Span.NEVER);
    }

    /** As long as all that is proven is; what others there are that count for nothing now may count later. */
    private static Span truth(Span ofChain, VomsVerdict.Verified verified) {
        Span span = ofChain.within(verified.notBefore(), verified.notAfter());
        for (VomsVerdict other : verified.others()) {
            Span before = span;
            span = other.match(() -> before, also -> truth(before, also), invalid -> Span.NEVER);
        }
        return span;
    }

    /** By reference, on the heap, without a time of its own: what is remembered knows how long it is good for. */
    private <V> Cache<ChainKey, ChainMemory.Remembered<V>> cache(String name, int entries) {
        CacheEventListener<Object, Object> counting = event -> evicted.increment();
        @SuppressWarnings("unchecked")
        Class<ChainMemory.Remembered<V>> kind =
                (Class<ChainMemory.Remembered<V>>) (Class<?>) ChainMemory.Remembered.class;
        return caches.createCache(
                name,
                CacheConfigurationBuilder.newCacheConfigurationBuilder(
                                ChainKey.class, kind, ResourcePoolsBuilder.heap(entries))
                        .withService(CacheEventListenerConfigurationBuilder.newEventListenerConfiguration(
                                        counting, EventType.EVICTED)
                                .unordered()
                                .synchronous()));
    }

    @Override
    public void close() {
        caches.close();
    }
}
