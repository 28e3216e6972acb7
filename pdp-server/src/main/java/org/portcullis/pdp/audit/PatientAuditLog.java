package org.portcullis.pdp.audit;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.portcullis.profile.wire.ProtocolException;

/** Has whoever writes wait while a log keeps no records, for so long at most. Thread-safe. */
public final class PatientAuditLog implements AuditLog {
    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(100);

    private final AuditLog log;
    private final Duration patience;

    public PatientAuditLog(AuditLog log, Duration patience) {
        this.log = log;
        this.patience = patience;
    }

    @Override
    public void write(AuditRecord record) {
        long begun = System.nanoTime();
        boolean isKept = false;
        while (!isKept) {
            try {
                log.write(record);
                isKept = true;
            } catch (ProtocolException e) {
                if (System.nanoTime() - begun >= patience.toNanos()
                        || Thread.currentThread().isInterrupted()) {
                    throw e;
                }
                LockSupport.parkNanos(PAUSE);
            }
        }
    }

    @Override
    public void close() {
        log.close();
    }
}
