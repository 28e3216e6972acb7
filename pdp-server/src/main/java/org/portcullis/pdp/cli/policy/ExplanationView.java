package org.portcullis.pdp.cli.policy;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.portcullis.pdp.ban.BanHit;
import org.portcullis.pdp.suite.CaseAnswer;
import org.portcullis.pdp.suite.Explanation;
import org.portcullis.pdp.suite.Inquiry;
import org.portcullis.policy.explain.NearestMiss;
import org.portcullis.policy.trace.Clause;
import org.portcullis.policy.trace.RuleTrace;

/** An explanation as people and programs read it, and what other packs say, by their directories. */
record ExplanationView(Inquiry inquiry, Explanation explanation, Map<String, Explanation> others) {
    ExplanationView {
        others = Collections.unmodifiableMap(new LinkedHashMap<>(others));
    }

    /** What was decided first, then why, then what every policy said. */
    String text(boolean verbose) {
        StringBuilder text = new StringBuilder(headline()).append('\n');
        answer().fields().forEach((field, value) -> {
            if (!value.isEmpty() && !field.equals("decision") && !field.equals("reason")) {
                text.append(String.format("  %-12s %s%n", field, value));
            }
        });
        text.append(String.format("  %-12s %s%n", "bans", bans()));
        text.append(String.format("  %-12s %s%n", "account", account()));
        explanation.denying().forEach(rule -> text.append(denial(rule)));
        explanation.permitting().forEach(rule -> text.append(permit(rule)));
        explanation.nearestMiss().ifPresent(miss -> text.append(nearest(miss)));
        others.forEach((pack, other) -> text.append(compared(pack, answer(other))));
        return text.append("policies\n")
                .append(TraceText.of(explanation.trace(), verbose))
                .toString();
    }

    Map<String, Object> fields() {
        Map<String, Object> fields = new LinkedHashMap<>(answer().fields());
        fields.put("at", explanation.at().toString());
        fields.put("pep", explanation.asked().pep().toString());
        fields.put("bansLookedUp", inquiry.bans());
        fields.put("bans", explanation.bans().stream().map(this::ban).toList());
        fields.put("obligations", answer().obligations());
        fields.put("denying", names(explanation.denying()));
        fields.put("permitting", names(explanation.permitting()));
        explanation.nearestMiss().ifPresent(miss -> {
            Map<String, Object> nearest = new LinkedHashMap<>();
            nearest.put("rule", miss.rule().head().name());
            nearest.put("missing", miss.missing().stream().map(TraceJson::of).toList());
            fields.put("nearestMiss", nearest);
        });
        Map<String, Object> against = new LinkedHashMap<>();
        others.forEach((pack, other) -> against.put(pack, answer(other).fields()));
        fields.put("against", against);
        fields.put("policies", TraceJson.of(explanation.trace()));
        return fields;
    }

    private CaseAnswer answer() {
        return answer(explanation);
    }

    private static CaseAnswer answer(Explanation explanation) {
        return CaseAnswer.of(explanation.verdict(), explanation.decision());
    }

    private String headline() {
        Map<String, String> fields = answer().fields();
        return (fields.get("decision") + " " + fields.get("reason")).strip() + ", asked at " + explanation.at() + " by "
                + explanation.asked().pep();
    }

    private String bans() {
        String hits = explanation.bans().stream()
                .map(hit -> hit.selector() + (inForce(hit) ? " is in force" : " is not in force"))
                .collect(Collectors.joining(", "));
        return inquiry.bans() + " looked up, " + (hits.isEmpty() ? "none is met" : hits);
    }

    private boolean inForce(BanHit hit) {
        return hit.entry().period().covers(explanation.at());
    }

    private Map<String, Object> ban(BanHit hit) {
        return Map.of(
                "selector",
                hit.selector(),
                "id",
                hit.entry().id(),
                "inForce",
                inForce(hit),
                "reason",
                hit.reason().value());
    }

    private String account() {
        if (!inquiry.maps()) {
            return "not asked, since a pack by itself has none";
        }
        return answer().obligations().isEmpty()
                ? "none"
                : answer().obligations().stream()
                                .map(obligation -> obligation.entrySet().stream()
                                        .map(entry -> entry.getKey().equals("id")
                                                ? entry.getValue()
                                                : entry.getKey() + " " + entry.getValue())
                                        .collect(Collectors.joining(" ")))
                                .collect(Collectors.joining(", "))
                        + "; no lease was taken for this";
    }

    private static String denial(RuleTrace rule) {
        List<Clause> met = rule.question().met();
        String because = met.isEmpty()
                ? " always does"
                : ", and would not if any of these were not so: "
                        + met.stream().map(TraceText::of).collect(Collectors.joining("; "));
        return String.format(
                "%s denies (%s)%s%n", rule.head().name(), rule.head().at(), because);
    }

    private static String permit(RuleTrace rule) {
        return String.format(
                "%s permits (%s)%n", rule.head().name(), rule.head().at());
    }

    private static String nearest(NearestMiss miss) {
        return String.format(
                "%s is nearest to a permit (%s), but for: %s%n",
                miss.rule().head().name(),
                miss.rule().head().at(),
                miss.missing().stream().map(TraceText::of).collect(Collectors.joining("; ")));
    }

    private String compared(String pack, CaseAnswer other) {
        Map<String, String> theirs = other.fields();
        String differences = answer().fields().entrySet().stream()
                .filter(field -> !field.getValue().equals(theirs.get(field.getKey())))
                .map(field -> field.getKey() + " " + quoted(field.getValue()) + " becomes "
                        + quoted(theirs.getOrDefault(field.getKey(), "")))
                .collect(Collectors.joining(", "));
        return "pack " + pack + ": " + (differences.isEmpty() ? "says the same" : differences) + "\n";
    }

    private static String quoted(String value) {
        return value.isEmpty() ? "nothing" : "`" + value + "`";
    }

    private static List<String> names(List<RuleTrace> rules) {
        return rules.stream().map(rule -> rule.head().name()).toList();
    }
}
