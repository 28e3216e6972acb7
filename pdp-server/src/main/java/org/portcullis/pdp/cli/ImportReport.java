package org.portcullis.pdp.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.portcullis.pdp.json.JsonText;
import org.portcullis.policy.importing.Finding;
import org.portcullis.policy.importing.Outcome;

/**
 * What became of everything that an import read. As JSON it begins with the {@code facts}; as text it ends with the line that
 * counts, between {@code before} and {@code after}.
 */
public record ImportReport(List<Finding> findings, Map<String, Object> facts, String before, String after) {
    /** Copies list and map. */
    public ImportReport {
        findings = List.copyOf(findings);
        facts = new LinkedHashMap<>(facts);
    }

    /** Whether anything is lost. */
    boolean hasLosses() {
        return count(Outcome.LOST) > 0;
    }

    /** What is not as it was, one line each, and how much is. */
    String summary() {
        return text(findings.stream()
                .filter(finding -> finding.outcome() != Outcome.KEPT)
                .toList());
    }

    /** Everything, one line each. */
    String text() {
        return text(findings);
    }

    private String text(List<Finding> told) {
        return told.stream().map(finding -> finding + "\n").collect(Collectors.joining())
                + before
                + count(Outcome.KEPT) + " kept, "
                + count(Outcome.CHANGED) + " changed, "
                + count(Outcome.LOST) + " lost"
                + after + "\n";
    }

    private long count(Outcome outcome) {
        return findings.stream().filter(finding -> finding.outcome() == outcome).count();
    }

    /** All of it as one JSON object on a line. */
    String json() {
        Map<String, Object> all = new LinkedHashMap<>(facts);
        for (Outcome outcome : Outcome.values()) {
            all.put(outcome.word(), count(outcome));
        }
        all.put("findings", findings.stream().map(ImportReport::fields).toList());
        return JsonText.of(all) + "\n";
    }

    private static Map<String, Object> fields(Finding finding) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("file", finding.at().file());
        fields.put("line", finding.at().line());
        fields.put("column", finding.at().column());
        fields.put("outcome", finding.outcome().word());
        fields.put("severity", finding.outcome().severity());
        fields.put("construct", finding.construct());
        fields.put("message", finding.message());
        return fields;
    }
}
