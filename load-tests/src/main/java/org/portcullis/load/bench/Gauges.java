package org.portcullis.load.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Processor time and garbage collection of the generator itself, and processor time of the server where its process is known. */
final class Gauges {
    private static final double NANOS_PER_SECOND = 1e9;

    private final OperatingSystemMXBean self = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    private final List<GarbageCollectorMXBean> collectors = ManagementFactory.getGarbageCollectorMXBeans();
    private final @Nullable ProcessCpu server;
    private final double gcBefore;

    Gauges(@Nullable ProcessCpu server) {
        this.server = server;
        this.gcBefore = gcSeconds();
    }

    /** Totals since each process started. */
    record Reading(double generatorCpuSeconds, long generatorGcMillis, double serverCpuSeconds) {
        Reading minus(Reading before) {
            return new Reading(
                    generatorCpuSeconds - before.generatorCpuSeconds,
                    generatorGcMillis - before.generatorGcMillis,
                    Math.max(0, serverCpuSeconds - before.serverCpuSeconds));
        }
    }

    Reading read() {
        long gc = collectors.stream()
                .mapToLong(GarbageCollectorMXBean::getCollectionTime)
                .sum();
        return new Reading(self.getProcessCpuTime() / NANOS_PER_SECOND, gc, serverSeconds());
    }

    private double serverSeconds() {
        try {
            return server == null ? 0 : server.seconds();
        } catch (IOException e) {
            throw new UncheckedIOException("the server's process has ended: " + e.getMessage(), e);
        }
    }

    /** How long the server has collected garbage since these gauges are there. */
    double serverGcSeconds() {
        return Math.max(0, gcSeconds() - gcBefore);
    }

    private double gcSeconds() {
        return server == null ? 0 : ServerGc.seconds(server.pid()).orElse(0);
    }
}
