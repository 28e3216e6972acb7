package org.portcullis.pdp.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.portcullis.pdp.audit.Span;
import org.portcullis.pdp.audit.Unread;
import org.portcullis.pdp.config.PdpConfig;
import org.portcullis.pdp.json.JsonText;
import org.portcullis.pdp.replay.BanForecast;
import org.portcullis.pdp.replay.BanImpact;
import org.portcullis.pdp.store.SqliteBanStore;

/** What a ban would have done lately, and to whose leases. */
record BanPreview(PdpConfig config, Duration lookBack) {
    private static final int MOST = 10;

    void of(SqliteBanStore.Draft draft, Instant now, BanOutput output, PrintWriter err) {
        BanImpact impact = new BanImpact(draft.ban());
        Unread unread = new DecisionLog(config.storage().audit())
                .read(history -> history.decisions(Span.since(now.minus(lookBack)), impact::add));
        Map<String, Object> fields = fields(draft, impact);
        fields.put("incomplete", unread.sentences());
        output.out().println(output.form() == BanOutput.Form.JSON ? JsonText.of(fields) : text(fields, impact));
        output.out().flush();
        unread.sentences().forEach(err::println);
    }

    private Map<String, Object> fields(SqliteBanStore.Draft draft, BanImpact impact) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("dryRun", true);
        fields.put("selector", draft.ban().selector());
        fields.put("until", draft.period().expiry().map(Instant::toString).orElse("never"));
        fields.put("lookBackSeconds", lookBack.toSeconds());
        fields.putAll(BanForecast.of(draft.ban(), impact, new LeasesHeld(config).all()));
        return fields;
    }

    private String text(Map<String, Object> fields, BanImpact impact) {
        List<String> lines = new ArrayList<>();
        lines.add("would ban " + fields.get("selector") + " until " + fields.get("until"));
        lines.add("last " + words(lookBack) + ": " + impact.decisions() + " decisions (" + impact.permits()
                + " permits), " + impact.subjects().size() + " subjects, "
                + impact.pilots().size() + " pilots, " + impact.byHost().size() + " hosts, "
                + impact.byVo().size() + " VOs; " + fields.get("leases") + " leases");
        lines.addAll(top("vo", impact.byVo()));
        lines.addAll(top("host", impact.byHost()));
        if (impact.partial() > 0) {
            lines.add("incomplete: " + impact.partial() + " older records tell no certificates and no named VOs");
        }
        lines.add("nothing changed");
        return String.join(System.lineSeparator(), lines);
    }

    private static List<String> top(String what, Map<String, Long> counts) {
        if (counts.isEmpty()) {
            return List.of();
        }
        List<List<String>> rows = counts.entrySet().stream()
                .limit(MOST)
                .map(entry -> List.of(entry.getKey(), Long.toString(entry.getValue())))
                .toList();
        List<String> lines = new ArrayList<>(new Rows(List.of(what, "decisions"), rows).table());
        if (counts.size() > MOST) {
            lines.add("and " + (counts.size() - MOST) + " more");
        }
        return lines;
    }

    private static String words(Duration time) {
        return time.toMinutesPart() + time.toSecondsPart() == 0 ? time.toHours() + " h" : time.toSeconds() + " s";
    }
}
