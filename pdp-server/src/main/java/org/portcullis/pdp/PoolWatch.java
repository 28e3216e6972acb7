package org.portcullis.pdp;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.portcullis.pdp.mapping.Pool;
import org.portcullis.pdp.mapping.PoolUse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at the pools again and again, in a thread of its own, and says of each once when it gets nearly full. */
final class PoolWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PoolWatch.class);
    private static final Duration PAUSE = Duration.ofMinutes(1);

    private final Supplier<List<PoolUse>> pools;
    private final ScheduledExecutorService looking;
    /** Used by one thread. */
    private final Set<Pool> nearlyFull = new HashSet<>();

    PoolWatch(Supplier<List<PoolUse>> pools) {
        this.pools = pools;
        looking = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread = new Thread(work, "pool-watch");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Starts to look, the first time after a pause. */
    static PoolWatch start(Supplier<List<PoolUse>> pools) {
        PoolWatch watch = new PoolWatch(pools);
        ScheduledFuture<?> unused = watch.looking.scheduleWithFixedDelay(
                watch::look, PAUSE.toMillis(), PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        return watch;
    }

    /** An exception would end the schedule; what is wrong with the store, its upkeep and its users say. */
    void look() {
        try {
            pools.get().forEach(this::lookAt);
        } catch (RuntimeException e) {
            LOG.debug("pools not counted error={}", e.toString());
        }
    }

    private void lookAt(PoolUse use) {
        if (!use.isNearlyFull()) {
            if (nearlyFull.remove(use.pool())) {
                LOG.info("pool has room again pool={} accounts={} free={}", use.pool(), use.accounts(), use.free());
            }
        } else if (nearlyFull.add(use.pool())) {
            LOG.warn("pool nearly full pool={} accounts={} free={}", use.pool(), use.accounts(), use.free());
        }
    }

    @Override
    public void close() {
        looking.shutdownNow();
    }
}
