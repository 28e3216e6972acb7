package org.portcullis.pdp.trust;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.function.BiFunction;

/** What a judge says of chains, whether it is asked each time or not. */
interface ChainVerdicts<V> {
    /** Who judges a chain at a time, and when the verdict is true as long as the epoch does not move. */
    record Judge<V>(
            BiFunction<List<X509Certificate>, Instant, V> verdict, BiFunction<List<X509Certificate>, V, Span> truth) {}

    /** What the judge would say of the chain at that time. */
    V verdict(List<X509Certificate> chain, Instant at);

    /** How often a verdict was remembered. */
    long recalled();

    /** How often the judge was asked. */
    long reached();
}
