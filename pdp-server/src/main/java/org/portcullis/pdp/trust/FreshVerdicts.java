package org.portcullis.pdp.trust;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/** The judge is asked each time. Thread-safe if the judge is. */
final class FreshVerdicts<V> implements ChainVerdicts<V> {
    private final Judge<V> judge;
    private final LongAdder reached = new LongAdder();

    FreshVerdicts(Judge<V> judge) {
        this.judge = judge;
    }

    @Override
    public V verdict(List<X509Certificate> chain, Instant at) {
        reached.increment();
        return judge.verdict().apply(chain, at);
    }

    @Override
    public long recalled() {
        return 0;
    }

    @Override
    public long reached() {
        return reached.sum();
    }
}
