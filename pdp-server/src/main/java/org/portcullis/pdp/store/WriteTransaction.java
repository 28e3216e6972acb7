package org.portcullis.pdp.store;

import java.time.Duration;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;

/** One writer at a time over one connection, waiting so long for its turn. */
record WriteTransaction(Handle handle) {
    /** Does the work, all of it or nothing. */
    <T> T run(Duration patience, Supplier<T> work) {
        begin(patience);
        try {
            T result = work.get();
            handle.execute("COMMIT");
            return result;
        } catch (RuntimeException e) {
            rollBackAfter(e);
            throw e;
        }
    }

    /** Does the work and takes it back. */
    void rehearse(Duration patience, Runnable work) {
        begin(patience);
        work.run();
        handle.execute("ROLLBACK");
    }

    private void begin(Duration patience) {
        handle.execute("PRAGMA busy_timeout = " + patience.toMillis());
        handle.execute("BEGIN IMMEDIATE");
    }

    private void rollBackAfter(RuntimeException failure) {
        try {
            handle.execute("ROLLBACK");
        } catch (RuntimeException e) {
            failure.addSuppressed(e);
        }
    }
}
