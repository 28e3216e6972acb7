package org.portcullis.pdp.cli.policy;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import org.portcullis.pdp.bundle.Rollout;
import org.portcullis.pdp.json.JsonText;
import org.portcullis.pdp.rollout.PolicySwitch.Receipt;
import org.portcullis.pdp.rollout.PolicySwitch.Trial;
import org.portcullis.pdp.rollout.Reception;

/** How changes of policy are written: for people, or one JSON object a line. */
record RolloutOutput(boolean asJson, PrintWriter out) {
    private static final int SHORT = 12;

    /** A result of any shape. */
    void line(Map<String, Object> fields, String text) {
        out.println(asJson ? JsonText.of(fields) : text);
        out.flush();
    }

    /** What would be changed. */
    void preview(Trial trial) {
        line(fields(trial), "would " + words(trial) + "; nothing changed");
    }

    /** What was changed, and what the server made of it. */
    void receipt(Receipt receipt, boolean waited) {
        Reception reception = receipt.reception();
        boolean inForce = reception.outcome() == Rollout.Outcome.IN_FORCE;
        Map<String, Object> fields = fields(receipt.trial());
        fields.put("outcome", reception.outcome().toString());
        fields.put("detail", reception.detail());
        String force = ": " + reception.outcome();
        if (waited) {
            fields.put("inForce", inForce ? "1/1" : "0/1");
            fields.put("milliseconds", reception.took().toMillis());
            force = (inForce ? ": in force on 1/1 after " : ": in force on 0/1 after ")
                    + reception.took().toMillis() + " ms";
        }
        line(fields, words(receipt.trial()) + force);
    }

    /** One line of the history. */
    void rollout(Rollout rollout) {
        Map<String, Object> fields = new LinkedHashMap<>();
        Rollout.Change change = rollout.change();
        fields.put("n", rollout.number());
        fields.put("at", rollout.at().toString());
        fields.put("what", change.kind().toString());
        fields.put("from", change.from());
        fields.put("to", change.to());
        fields.put("version", change.version());
        fields.put("who", rollout.note().who());
        fields.put("reason", rollout.note().reason());
        fields.put("ticket", rollout.note().ticket());
        fields.put("outcome", rollout.outcome().toString());
        line(
                fields,
                row(
                        Long.toString(rollout.number()),
                        rollout.at().toString(),
                        change.kind().toString(),
                        brief(change.from()),
                        brief(change.to()),
                        change.version(),
                        rollout.outcome().toString(),
                        rollout.note().who(),
                        rollout.note().ticket(),
                        rollout.note().reason()));
    }

    /** The head of the table of the history. */
    void rolloutHead() {
        if (!asJson) {
            out.println(row("N", "AT", "WHAT", "FROM", "TO", "VERSION", "OUTCOME", "BY", "TICKET", "REASON"));
        }
    }

    private static String row(Object... cells) {
        return String.format("%-5s %-27s %-8s %-12s %-12s %-8s %-13s %-10s %-10s %s", cells)
                .stripTrailing();
    }

    private static Map<String, Object> fields(Trial trial) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("what", trial.change().kind().toString());
        fields.put("from", trial.change().from());
        fields.put("to", trial.change().to());
        fields.put("name", trial.pack().name());
        fields.put("version", trial.pack().version());
        fields.put("digest", trial.pack().digest());
        return fields;
    }

    private static String words(Trial trial) {
        Rollout.Change change = trial.change();
        String before = change.from().isEmpty() ? "" : " in place of " + brief(change.from());
        String way = change.kind() == Rollout.Kind.ROLLBACK ? "roll back to " : "activate ";
        return way + brief(change.to()) + " (" + trial.pack().name() + " " + change.version() + ")" + before;
    }

    /** Enough of a digest to tell it from others. */
    static String brief(String digest) {
        return digest.isEmpty() ? "-" : digest.substring(0, Math.min(SHORT, digest.length()));
    }
}
