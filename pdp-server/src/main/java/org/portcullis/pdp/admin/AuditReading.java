package org.portcullis.pdp.admin;

import java.io.IOException;
import java.util.concurrent.Semaphore;
import org.portcullis.pdp.audit.AuditHistory;
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

    /**
     * Reads, if nobody else does.
     *
     * @throws ProblemException if somebody else does, or a file cannot be opened
     */
    Unread by(Reader reader) {
        if (!turn.tryAcquire()) {
            throw new ProblemException(Problem.UNAVAILABLE, "somebody else reads the audit log now");
        }
        try {
            return reader.read(history);
        } catch (IOException e) {
            LOG.warn("audit log not read error={}", e.toString());
            throw new ProblemException(Problem.UNAVAILABLE, "the audit log cannot be read now");
        } finally {
            turn.release();
        }
    }
}
