package org.portcullis.pdp.cli;

import java.io.PrintWriter;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.portcullis.pdp.ban.BanEntry;
import org.portcullis.pdp.ban.BanEvent;
import org.portcullis.pdp.json.JsonText;

/** How bans and what was done about them are written: for people, or one JSON object a line. */
record BanOutput(Form form, PrintWriter out) {
    /** A form of output. */
    enum Form {
        TABLE,
        JSON;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    void bans(List<BanEntry> bans, Instant now) {
        if (form == Form.TABLE) {
            out.printf(
                    "%-10s %-8s %-20s %-20s %-12s %-12s %s%n",
                    "ID", "ORIGIN", "SINCE", "EXPIRES", "BY", "TICKET", "SELECTOR");
        }
        bans.forEach(ban -> line(fields(ban, now), row(ban, now)));
        out.flush();
    }

    /** Every field of one ban, one a line. */
    void ban(BanEntry ban, Instant now) {
        Map<String, Object> fields = fields(ban, now);
        StringBuilder text = new StringBuilder();
        fields.forEach((name, value) -> text.append(String.format("%-14s %s%n", name, value)));
        line(fields, text.toString().stripTrailing());
        out.flush();
    }

    void event(BanEvent event) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("epoch", event.revision());
        fields.put("at", event.at().toString());
        fields.put("kind", event.kind().toString());
        fields.putAll(fields(event.entry(), event.at()));
        BanEntry ban = event.entry();
        line(
                fields,
                String.format(
                        "%-6d %s  %-8s %-6s %-12s %-12s %s  %s",
                        event.revision(),
                        event.at(),
                        event.kind(),
                        ban.id(),
                        ban.note().author(),
                        ban.note().ticket(),
                        ban.ban().selector(),
                        ban.note().publicReason()));
        out.flush();
    }

    /** What was done. */
    void receipt(BanEvent event) {
        line(receiptFields(event), receiptText(event));
        out.flush();
    }

    /** What was done, and on how many servers it is in force. */
    void receipt(BanEvent event, BanReceipt receipt) {
        Map<String, Object> fields = receiptFields(event);
        fields.put("inForce", receipt.inForce());
        fields.put("milliseconds", receipt.took().toMillis());
        line(
                fields,
                receiptText(event) + ", in force on " + receipt.inForce() + " after "
                        + receipt.took().toMillis() + " ms");
        out.flush();
    }

    private static Map<String, Object> receiptFields(BanEvent event) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("id", event.entry().id());
        fields.put("kind", event.kind().toString());
        fields.put("selector", event.entry().ban().selector());
        fields.put("epoch", event.revision());
        return fields;
    }

    private static String receiptText(BanEvent event) {
        BanEntry ban = event.entry();
        return "ban " + ban.id() + " " + event.kind() + ": " + ban.ban().selector() + " (epoch " + event.revision()
                + ")";
    }

    /** A result of any other shape. */
    void line(Map<String, Object> fields, String text) {
        out.println(form == Form.JSON ? JsonText.of(fields) : text);
    }

    private static String row(BanEntry ban, Instant now) {
        Map<String, Object> fields = fields(ban, now);
        return String.format(
                "%-10s %-8s %-20s %-20s %-12s %-12s %s",
                ban.id(),
                ban.origin(),
                fields.get("start"),
                fields.get("end"),
                ban.note().author(),
                ban.note().ticket(),
                ban.ban().selector());
    }

    private static Map<String, Object> fields(BanEntry ban, Instant now) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("id", ban.id());
        fields.put("selector", ban.ban().selector());
        fields.put("origin", ban.origin().toString());
        fields.put("inForce", ban.period().covers(now));
        fields.put(
                "start",
                ban.period().start().equals(Instant.MIN)
                        ? ""
                        : ban.period().start().toString());
        fields.put("end", ban.period().expiry().map(Instant::toString).orElse("never"));
        fields.put("reason", ban.note().publicReason());
        fields.put("privateReason", ban.note().privateReason());
        fields.put("ticket", ban.note().ticket());
        fields.put("author", ban.note().author());
        return fields;
    }
}
