package org.portcullis.policy.facts;

import java.time.Duration;
import org.portcullis.profile.ChainTraits;

/**
 * How long certificates may be made to live: the leaf of a chain of proxies, the first one that its owner delegated, and
 * the VOMS attributes.
 */
public record ProxyLimits(Duration leaf, Duration first, Duration attributes) {
    /** How long VOMS attributes may live where the site says nothing else. */
    public static final Duration DEFAULT_ATTRIBUTES = Duration.ofHours(24);

    /** Proxies are commonly antedated by this much, so that clocks may differ; it does not count as lifetime. */
    static final Duration ANTEDATED = Duration.ofMinutes(5);

    /** Whether any proxy of that chain was made to live longer. */
    boolean areExceededBy(ChainTraits chain) {
        return chain.leafLifetime().compareTo(leaf.plus(ANTEDATED)) > 0
                || chain.firstLifetime().compareTo(first.plus(ANTEDATED)) > 0;
    }

    /** Whether its VOMS attributes were made to live longer. */
    boolean areExceededByAttributesOf(ChainTraits chain) {
        return chain.attributeLifetime().compareTo(attributes.plus(ANTEDATED)) > 0;
    }
}
