package org.portcullis.pdp;

import org.portcullis.pdp.health.ServerMetrics;
import org.portcullis.pdp.trust.VerifiedChains;

/** What the metrics page tells of the chains that are remembered. */
record ChainGauges(VerifiedChains chains) {
    void export(ServerMetrics metrics) {
        metrics.count(
                "portcullis.chain.cache.hits", "Verdicts on chains and their attributes remembered", chains::hits);
        metrics.count(
                "portcullis.chain.cache.misses", "Verdicts on chains and their attributes found out", chains::misses);
        metrics.count(
                "portcullis.chain.cache.evictions",
                "Verdicts on chains and their attributes forgotten for want of room",
                chains::evictions);
    }
}
