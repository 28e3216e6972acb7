package org.portcullis.pdp.cli.mapping;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.portcullis.pdp.cli.Rows;
import org.portcullis.pdp.mapping.LineVerdict;
import org.portcullis.pdp.mapping.MapExplanation;
import org.portcullis.pdp.mapping.MapFinding;
import org.portcullis.profile.Dn;
import org.portcullis.profile.Fqan;

/** Who somebody becomes and why, for people and for programs. */
record ExplanationView(Dn dn, List<Fqan> fqans, List<MapExplanation> explanations) {
    List<String> text() {
        List<String> text = new ArrayList<>();
        text.add(dn + (fqans.isEmpty() ? ", without FQANs" : " with " + names(fqans)));
        explanations.forEach(explanation -> {
            text.add("");
            text.add(explanation.terms().dialect() + ": " + outcome(explanation));
            text.addAll(lines("account lines", explanation.lines().accounts()));
            text.addAll(lines("group lines", explanation.lines().groups()));
        });
        return text.stream().map(Rows::printable).toList();
    }

    private static String names(List<Fqan> fqans) {
        return fqans.stream().map(Fqan::value).collect(Collectors.joining(", "));
    }

    private static String outcome(MapExplanation explanation) {
        if (!explanation.problems().isEmpty()) {
            return "the maps cannot be used: "
                    + explanation.problems().stream().map(MapFinding::toString).collect(Collectors.joining("; "));
        }
        if (explanation.account().isEmpty()) {
            return explanation.lacksGroups()
                    ? "no account, for the group map gives less than the configuration asks for"
                    : "no account";
        }
        String account = explanation.account().get(0);
        return (account.startsWith(".") ? "an account of the pool " : "the account ") + account + ", primary group "
                + explanation.primaryGroup().stream().findFirst().orElse("that of the account")
                + (explanation.secondaryGroups().isEmpty()
                        ? ""
                        : ", secondary " + String.join(", ", explanation.secondaryGroups()));
    }

    private static List<String> lines(String heading, List<LineVerdict> verdicts) {
        List<String> lines = new ArrayList<>();
        if (!verdicts.isEmpty()) {
            lines.add("  " + heading + ":");
        }
        verdicts.forEach(verdict -> lines.add(
                "  " + (verdict.counts() ? "* " : "  ") + verdict.at() + ": " + verdict.line() + ": " + verdict.why()));
        return lines;
    }

    Map<String, Object> fields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("dn", dn);
        fields.put("fqans", fqans.stream().map(Fqan::value).toList());
        fields.put(
                "dialects", explanations.stream().map(ExplanationView::fields).toList());
        return fields;
    }

    private static Map<String, Object> fields(MapExplanation explanation) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("dialect", explanation.terms().dialect());
        fields.put("account", String.join("", explanation.account()));
        fields.put("primaryGroup", String.join("", explanation.primaryGroup()));
        fields.put("secondaryGroups", explanation.secondaryGroups());
        fields.put("accountLines", verdicts(explanation.lines().accounts()));
        fields.put("groupLines", verdicts(explanation.lines().groups()));
        fields.put(
                "problems",
                explanation.problems().stream().map(MapFinding::toString).toList());
        return fields;
    }

    private static List<Map<String, Object>> verdicts(List<LineVerdict> verdicts) {
        return verdicts.stream()
                .map(verdict -> {
                    Map<String, Object> fields = JsonFields.ofPlace(verdict.at());
                    fields.put("text", verdict.line());
                    fields.put("counts", verdict.counts());
                    fields.put("why", verdict.why());
                    return fields;
                })
                .toList();
    }
}
