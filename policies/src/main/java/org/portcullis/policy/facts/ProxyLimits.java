package org.portcullis.policy.facts;

import java.time.Duration;
import org.portcullis.profile.ChainTraits;

/** How long proxy certificates may be made to live: the leaf, and the first one that its owner delegated. */
public record ProxyLimits(Duration leaf, Duration first) {
    /** Proxies are commonly antedated by this much, so that clocks may differ; it does not count as lifetime. */
    static final Duration ANTEDATED = Duration.ofMinutes(5);

    /** Whether any proxy of that chain was made to live longer. */
    boolean areExceededBy(ChainTraits chain) {
        return chain.leafLifetime().compareTo(leaf.plus(ANTEDATED)) > 0
                || chain.firstLifetime().compareTo(first.plus(ANTEDATED)) > 0;
    }
}
