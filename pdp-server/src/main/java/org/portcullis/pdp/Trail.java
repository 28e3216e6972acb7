package org.portcullis.pdp;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import org.portcullis.pdp.audit.AuditLog;
import org.portcullis.pdp.audit.CheckpointTimer;
import org.portcullis.pdp.audit.JsonLinesAuditLog;
import org.portcullis.pdp.audit.LossyAuditLog;
import org.portcullis.pdp.audit.PatientAuditLog;
import org.portcullis.pdp.audit.Retention;
import org.portcullis.pdp.audit.RetentionTimer;
import org.portcullis.pdp.audit.Segments;
import org.portcullis.pdp.config.PdpConfig;
import org.portcullis.pdp.config.PdpConfig.OnFull;
import org.portcullis.pdp.health.Health.Check;
import org.portcullis.pdp.health.Health.Level;
import org.portcullis.pdp.health.ServerMetrics;
import org.portcullis.pdp.seal.CheckpointKey;

/** The audit log of a server as it is configured: its files, what is done where there is no room for them, and what becomes of old ones. */
final class Trail implements AutoCloseable {
    /** As long as a shutdown waits for answers under way. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final JsonLinesAuditLog file;
    private final AuditLog log;
    private final OnFull onFull;
    private final CheckpointTimer checkpoints;
    private final RetentionTimer retention;

    private Trail(JsonLinesAuditLog file, AuditLog log, OnFull onFull, RetentionTimer retention) {
        this.file = file;
        this.log = log;
        this.onFull = onFull;
        this.retention = retention;
        checkpoints = CheckpointTimer.start(file);
    }

    static Trail open(PdpConfig.Storage storage, ServerMetrics metrics, InstantSource clock) throws IOException {
        PdpConfig.AuditFiles files = storage.auditFiles();
        JsonLinesAuditLog file = JsonLinesAuditLog.open(
                storage.audit(),
                storage.auditKey(),
                storage.auditSync(),
                new Segments(files.auditSegmentSize(), files.auditSegmentAge()),
                clock);
        AuditLog log = switch (files.auditOnFull()) {
            case DENY -> file;
            case BLOCK -> new PatientAuditLog(file, PATIENCE);
            case DROP -> new LossyAuditLog(file, clock, metrics::unrecorded);
        };
        return new Trail(file, log, files.auditOnFull(), retention(storage, file, clock));
    }

    private static RetentionTimer retention(PdpConfig.Storage storage, JsonLinesAuditLog file, InstantSource clock)
            throws IOException {
        PdpConfig.AuditFiles files = storage.auditFiles();
        Retention retention =
                new Retention(storage.audit(), new Retention.Terms(files.auditKeep(), files.auditPseudonyms()));
        CheckpointKey key = CheckpointKey.in(storage.auditKey());
        return RetentionTimer.start(retention, new Retention.Tools(key, file::signRemoval), clock);
    }

    /** Where answers are recorded. */
    AuditLog log() {
        return log;
    }

    /** Opens the file anew if it was moved away, or if the disk was to be repaired. */
    void reopen() throws IOException {
        file.reopen();
    }

    /** How it is; a server that answers without records is not well, but is not to be passed by. */
    Check check() {
        return onFull == OnFull.DROP
                ? Check.require(file.isWritable(), Level.DEGRADED, "answers leave without an audit record")
                : Check.require(file.isWritable(), Level.FAIL, "audit records are not kept");
    }

    @Override
    public void close() {
        retention.close();
        checkpoints.close();
        log.close();
    }
}
