package org.portcullis.pdp;

import java.util.Set;
import java.util.stream.Stream;
import org.portcullis.pdp.audit.AuditLog;
import org.portcullis.pdp.audit.AuditRecord;
import org.portcullis.pdp.health.ServerMetrics;
import org.portcullis.profile.Doubt;
import org.portcullis.profile.Pilot;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Raises an alarm for what no honest client says, once it is on record: a metric and a line of the log. Thread-safe. */
final class Alarms implements AuditLog {
    private static final Logger LOG = LoggerFactory.getLogger(Alarms.class);
    private static final Set<Doubt> ALARMING = Set.of(Doubt.CREDENTIAL_MISMATCH, Doubt.PILOT_MISMATCH);

    private final AuditLog log;
    private final ServerMetrics metrics;

    Alarms(AuditLog log, ServerMetrics metrics) {
        this.log = log;
        this.metrics = metrics;
        ALARMING.forEach(doubt -> metrics.expectAlarms(doubt.reason().value()));
    }

    @Override
    public void write(AuditRecord record) {
        log.write(record);
        if (record instanceof AuditRecord.Decided decided) {
            doubts(decided).filter(ALARMING::contains).distinct().forEach(doubt -> raise(doubt, record));
        }
    }

    private static Stream<Doubt> doubts(AuditRecord.Decided decided) {
        Stream<Doubt> ofPilot =
                decided.request().pilotJob().pilot().map(Pilot::doubts).stream().flatMap(Set::stream);
        return Stream.concat(decided.request().subject().doubts().stream(), ofPilot);
    }

    private void raise(Doubt doubt, AuditRecord record) {
        String reason = doubt.reason().value();
        metrics.alarm(reason);
        LOG.warn(
                "alarm reason={} callId={} source={}",
                reason,
                record.context().callId(),
                record.context().source());
    }

    @Override
    public void close() {
        log.close();
    }
}
