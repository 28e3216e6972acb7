package org.portcullis.pdp.cli.mapping;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.portcullis.pdp.cli.JsonText;
import org.portcullis.policy.importing.Finding;
import org.portcullis.policy.importing.Outcome;

/** What became of everything that an import read, and how many leases there were to keep. */
record MappingReport(List<Finding> findings, int leases, boolean dryRun) {
    /** Copies the list. */
    MappingReport {
        findings = List.copyOf(findings);
    }

    boolean hasLosses() {
        return count(Outcome.LOST) > 0;
    }

    /** What is not as it was, one line each, and how much is. */
    String summary() {
        return findings.stream()
                        .filter(finding -> finding.outcome() != Outcome.KEPT)
                        .map(finding -> finding + "\n")
                        .collect(Collectors.joining())
                + counts();
    }

    /** Everything, one line each. */
    String text() {
        return findings.stream().map(finding -> finding + "\n").collect(Collectors.joining()) + counts();
    }

    private String counts() {
        return (dryRun ? "nothing written: " : "") + count(Outcome.KEPT) + " kept, " + count(Outcome.CHANGED)
                + " changed, " + count(Outcome.LOST) + " lost; " + leases + " leases found\n";
    }

    private long count(Outcome outcome) {
        return findings.stream().filter(finding -> finding.outcome() == outcome).count();
    }

    /** All of it as one JSON object on a line. */
    String json() {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("dryRun", dryRun);
        all.put("leases", leases);
        for (Outcome outcome : Outcome.values()) {
            all.put(outcome.word(), count(outcome));
        }
        all.put("findings", findings.stream().map(MappingReport::fields).toList());
        return JsonText.of(all) + "\n";
    }

    private static Map<String, Object> fields(Finding finding) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("file", finding.at().file());
        fields.put("line", finding.at().line());
        fields.put("column", finding.at().column());
        fields.put("outcome", finding.outcome().word());
        fields.put("construct", finding.construct());
        fields.put("message", finding.message());
        return fields;
    }
}
