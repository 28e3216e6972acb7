package org.portcullis.pdp.audit;

import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;
import org.portcullis.profile.wire.ProtocolException;

/** Lets answers leave without a record while a log keeps none, and puts into it how many they were as soon as it does again. Thread-safe. */
public final class LossyAuditLog implements AuditLog {
    private final JsonLinesAuditLog log;
    private final InstantSource clock;
    private final Runnable dropped;
    private final AtomicReference<Gap> gap = new AtomicReference<>(Gap.NONE);

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
            gap.accumulateAndGet(Gap.of(clock.instant()), Gap::plus);
            dropped.run();
            return;
        }
        tell();
    }

    private void tell() {
        if (gap.get().count() > 0) {
            Gap told = gap.getAndSet(Gap.NONE);
            if (told.count() > 0 && !log.keep(told.line())) {
                gap.accumulateAndGet(told, Gap::plus);
            }
        }
    }

    @Override
    public void close() {
        tell();
        log.close();
    }
}
