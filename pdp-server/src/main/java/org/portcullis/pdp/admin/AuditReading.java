package org.portcullis.pdp.admin;

import java.io.IOException;
import java.util.concurrent.Semaphore;
import org.portcullis.pdp.audit.AuditHistory;
import org.portcullis.pdp.audit.AuditIndexes;
import org.portcullis.pdp.audit.AuditSearch;
import org.portcullis.pdp.audit.Unread;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The audit log for pages that read it, which can take long: one at a time. Thread-safe. */
public final class AuditReading {
    private static final Logger LOG = LoggerFactory.getLogger(AuditReading.class);

    private final AuditHistory history;
    private final Semaphore turn = new Semaphore(1);

    public AuditReading(AuditHistory history) {
        this.history = history;
    }

    /** What reads it. */
    interface Reader {
        /** Reads, and says what could not be read. */
        Unread read(AuditHistory history) throws IOException;
    }

    /** What looks for something in it. */
    interface Searcher<T> {
        T search(AuditSearch search) throws IOException;
    }

    /**
     * Reads, if nobody else does.
     *
     * @throws ProblemException if somebody else does, or a file cannot be opened
     */
    Unread by(Reader reader) {
        return inTurn(() -> reader.read(history));
    }

    /** Looks for something, with the indexes that are there; otherwise as {@link #by}. */
    <T> T search(Searcher<T> searcher) {
        return inTurn(() -> searcher.search(new AuditSearch(history.log(), AuditIndexes.Use.READ)));
    }

    /** Something that is done with the log. */
    private interface Work<T> {
        T run() throws IOException;
    }

    private <T> T inTurn(Work<T> work) {
        if (!turn.tryAcquire()) {
            throw new ProblemException(Problem.UNAVAILABLE, "somebody else reads the audit log now");
        }
        try {
            return work.run();
        } catch (IOException e) {
            LOG.warn("audit log not read error={}", e.toString());
            throw new ProblemException(Problem.UNAVAILABLE, "the audit log cannot be read now");
        } finally {
            turn.release();
        }
    }
}
