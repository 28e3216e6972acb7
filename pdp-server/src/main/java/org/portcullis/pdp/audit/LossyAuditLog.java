package org.portcullis.pdp.audit;

import java.time.InstantSource;
import org.portcullis.profile.wire.ProtocolException;

/** Lets answers leave without a record while a log keeps none, and puts into it how many they were as soon as it does again. Thread-safe. */
public final class LossyAuditLog implements AuditLog {
    private final JsonLinesAuditLog log;
    private final InstantSource clock;
    private final Runnable dropped;
    private final Object lock = new Object();
    /** What the log has not been told yet. Guarded by lock. */
    private Gap gap = Gap.NONE;

    /** {@code dropped} is told of each one. */
    public LossyAuditLog(JsonLinesAuditLog log, InstantSource clock, Runnable dropped) {
        this.log = log;
        this.clock = clock;
        this.dropped = dropped;
    }

    @Override
    public void write(AuditRecord record) {
        try {
            log.write(record);
        } catch (ProtocolException e) {
            add(Gap.of(clock.instant()));
            dropped.run();
            return;
        }
        tell();
    }

    private void tell() {
        Gap untold = take();
        if (untold.count() > 0 && !log.keep(untold.line())) {
            add(untold);
        }
    }

    private void add(Gap more) {
        synchronized (lock) {
            gap = gap.plus(more);
        }
    }

    private Gap take() {
        synchronized (lock) {
            Gap taken = gap;
            gap = Gap.NONE;
            return taken;
        }
    }

    @Override
    public void close() {
        tell();
        log.close();
    }
}
