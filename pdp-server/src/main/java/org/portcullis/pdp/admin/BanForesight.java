package org.portcullis.pdp.admin;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.portcullis.pdp.audit.Span;
import org.portcullis.pdp.audit.Unread;
import org.portcullis.pdp.mapping.LeaseRegister;
import org.portcullis.pdp.replay.BanForecast;
import org.portcullis.pdp.replay.BanImpact;
import org.portcullis.pdp.store.SqliteBanStore;

/** Whom a ban would have hit in the last day, from the audit log. */
public record BanForesight(AuditReading log, LeaseRegister leases) {
    private static final Duration LOOK_BACK = Duration.ofHours(24);

    Map<String, Object> of(SqliteBanStore.Draft draft, Instant now) {
        BanImpact impact = new BanImpact(draft.ban());
        Unread unread = log.by(history -> history.decisions(Span.since(now.minus(LOOK_BACK)), impact::add));
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("dryRun", true);
        fields.put("selector", draft.ban().selector());
        draft.period().expiry().ifPresent(end -> fields.put("end", end.toString()));
        fields.put("lookBackSeconds", LOOK_BACK.toSeconds());
        fields.putAll(BanForecast.of(draft.ban(), impact, leases.all()));
        fields.put("incomplete", unread.sentences());
        return fields;
    }
}
