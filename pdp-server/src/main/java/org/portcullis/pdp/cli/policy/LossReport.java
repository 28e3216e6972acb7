package org.portcullis.pdp.cli.policy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.portcullis.pdp.cli.JsonText;
import org.portcullis.policy.importing.Finding;
import org.portcullis.policy.importing.Outcome;

/** What became of every construct that was imported; {@code pack} is where it was written, empty if nowhere. */
record LossReport(List<Finding> findings, String pack) {
    /** Copies the list. */
    LossReport {
        findings = List.copyOf(findings);
    }

    /** What is not as it was, one line each, and how much is. */
    String summary() {
        return findings.stream()
                        .filter(finding -> finding.outcome() != Outcome.KEPT)
                        .map(finding -> finding + "\n")
                        .collect(Collectors.joining())
                + counts();
    }

    /** Every construct, one line each. */
    String text() {
        return findings.stream().map(finding -> finding + "\n").collect(Collectors.joining()) + counts();
    }

    private String counts() {
        return (pack.isEmpty() ? "nothing written" : "wrote " + pack) + ": " + count(Outcome.KEPT) + " kept, "
                + count(Outcome.CHANGED) + " changed, " + count(Outcome.LOST) + " lost\n";
    }

    private long count(Outcome outcome) {
        return findings.stream().filter(finding -> finding.outcome() == outcome).count();
    }

    /** All of it as one JSON object on a line. */
    String json() {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("pack", pack);
        for (Outcome outcome : Outcome.values()) {
            all.put(outcome.word(), count(outcome));
        }
        all.put("findings", findings.stream().map(LossReport::fields).toList());
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
