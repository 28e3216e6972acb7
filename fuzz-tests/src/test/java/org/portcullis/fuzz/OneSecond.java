package org.portcullis.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.function.Supplier;

/** The longest that one input may keep a processor busy. It is measured on the thread, so that a busy machine fails nobody. */
final class OneSecond {
    private static final Duration LIMIT = Duration.ofSeconds(1);
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private OneSecond() {}

    /** Does the work, and fails if it took longer. */
    static <T> T of(Supplier<T> work) {
        long before = THREADS.getCurrentThreadCpuTime();
        T result = work.get();
        Duration spent = Duration.ofNanos(THREADS.getCurrentThreadCpuTime() - before);
        assertThat(spent).isLessThan(LIMIT);
        return result;
    }
}
