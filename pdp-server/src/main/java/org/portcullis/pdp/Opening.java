package org.portcullis.pdp;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.portcullis.pdp.config.ConfigException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a server opens while it starts: goes on after a failure, so that all problems are reported at once, and remembers
 * what to close, last opened first. Not thread-safe.
 */
final class Opening implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Opening.class);

    private final Deque<AutoCloseable> owned = new ArrayDeque<>();
    private final List<String> problems = new ArrayList<>();

    /** Begins a step that waits for no other, in a thread of its own; what comes back waits for its end. */
    static <T> Callable<T> ahead(Callable<T> step) {
        FutureTask<T> begun = new FutureTask<>(step);
        Thread thread = new Thread(begun, "start-up");
        thread.setDaemon(true);
        thread.start();
        return () -> {
            try {
                return begun.get();
            } catch (ExecutionException e) {
                throw e.getCause() instanceof Exception failure ? failure : e;
            }
        };
    }

    /** The result of a step, or nothing with its problem noted. */
    <T> Optional<T> attempt(Callable<T> step) {
        try {
            return Optional.of(step.call());
        } catch (ConfigException e) {
            problems.addAll(e.problems());
        } catch (Exception e) {
            problems.add(e.getMessage() == null ? e.toString() : e.getMessage());
        }
        return Optional.empty();
    }

    /** As {@link #attempt}, and closes the result when the server closes. */
    <T extends AutoCloseable> Optional<T> own(Callable<T> step) {
        Optional<T> opened = attempt(step);
        opened.ifPresent(owned::push);
        return opened;
    }

    /**
     * Ends a stage of the start.
     *
     * @throws ConfigException if anything failed so far; everything opened is closed
     */
    void raise() {
        if (!problems.isEmpty()) {
            close();
            throw new ConfigException(problems);
        }
    }

    @Override
    public void close() {
        while (!owned.isEmpty()) {
            try {
                owned.pop().close();
            } catch (Exception e) {
                LOG.warn("not closed cleanly error={}", e.toString());
            }
        }
    }
}
