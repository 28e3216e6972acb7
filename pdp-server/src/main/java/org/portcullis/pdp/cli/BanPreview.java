package org.portcullis.pdp.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.portcullis.pdp.audit.AuditHistory;
import org.portcullis.pdp.ban.Ban;
import org.portcullis.pdp.ban.BanEntry;
import org.portcullis.pdp.ban.BanEntry.Origin;
import org.portcullis.pdp.ban.BanList;
import org.portcullis.pdp.config.PdpConfig;
import org.portcullis.pdp.store.SqliteBanStore;
import org.portcullis.pdp.store.SqliteLeaseStore;
import org.portcullis.profile.Dn;

/** What a ban would have done during the last day, and to whose leases. */
final class BanPreview {
    private static final Duration LOOK_BACK = Duration.ofHours(24);

    private final PdpConfig config;
    private final Set<Dn> subjects = new HashSet<>();
    private long decisions;

    BanPreview(PdpConfig config) {
        this.config = config;
    }

    void of(SqliteBanStore.Draft draft, Instant now, BanOutput output) throws IOException {
        count(draft, now);
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("dryRun", true);
        fields.put("selector", draft.ban().selector());
        fields.put("until", draft.period().expiry().map(Instant::toString).orElse("never"));
        fields.put("decisions", decisions);
        fields.put("subjects", subjects.size());
        fields.put("leases", leases(draft));
        output.line(fields, text(fields, draft));
        output.out().flush();
    }

    private void count(SqliteBanStore.Draft draft, Instant now) throws IOException {
        BanList only =
                new BanList(List.of(new BanEntry("", draft.ban(), draft.note(), draft.period(), Origin.SITE)), 0);
        AuditHistory.since(now.minus(LOOK_BACK), config.storage().audit(), past -> {
            if (!only.hits(past.request(), past.pep()).isEmpty()) {
                decisions++;
                subjects.add(past.request().subject().dn());
            }
        });
    }

    /** Leases of those who were hit, and of the one who is named. */
    private long leases(SqliteBanStore.Draft draft) {
        Path file = config.storage().leases();
        if (Files.notExists(file)) {
            return 0;
        }
        Set<String> names = new HashSet<>();
        subjects.forEach(dn -> names.add(dn.widest()));
        if (draft.ban() instanceof Ban.BannedDn banned) {
            names.add(banned.dn().widest());
        }
        try (SqliteLeaseStore store = SqliteLeaseStore.open(file)) {
            return store.all().stream()
                    .filter(lease -> names.contains(lease.key().dn().widest()))
                    .count();
        }
    }

    private static String text(Map<String, Object> fields, SqliteBanStore.Draft draft) {
        boolean untold = draft.ban() instanceof Ban.BannedCa || draft.ban() instanceof Ban.BannedSerial;
        return String.format(
                "would ban %s until %s%nlast 24 h: %s decisions, %s subjects, %s leases%s%nnothing changed",
                fields.get("selector"),
                fields.get("until"),
                fields.get("decisions"),
                fields.get("subjects"),
                fields.get("leases"),
                untold ? " (the audit log does not tell certificates)" : "");
    }
}
