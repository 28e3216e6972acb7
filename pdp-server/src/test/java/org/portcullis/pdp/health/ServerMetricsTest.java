package org.portcullis.pdp.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class ServerMetricsTest {
    /** What happened to the figures of the memory of chains after the first minutes of a server. */
    @Test
    void aCountGoesOnAfterAGarbageCollection() {
        ServerMetrics metrics = new ServerMetrics();
        AtomicLong passed = new AtomicLong(1);
        metrics.count("passed", "who passed", passed::get);
        metrics.gauge("inside", "who is inside", passed::get);
        collectGarbage();

        passed.set(2);

        assertThat(metrics.scrape()).contains("\npassed_total 2.0\n", "\ninside 2.0\n");
    }

    private static void collectGarbage() {
        WeakReference<Object> witness = new WeakReference<>(new Object());
        Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> {
            System.gc();
            return witness.get() == null;
        });
    }
}
