package org.portcullis.pdp.cli.policy;

import java.nio.file.Path;
import java.util.List;
import org.portcullis.policy.catalogue.LintRule;
import org.portcullis.policy.catalogue.Severity;
import org.portcullis.policy.source.Finding;

/** What was found in one pack; if strict, warnings count as errors. */
record LintReport(Path pack, List<Finding> findings, boolean strict) {
    LintReport {
        findings = List.copyOf(findings);
    }

    /** Whether findings of that rule make the check fail. */
    boolean counts(LintRule rule) {
        return strict || rule.severity() == Severity.ERROR;
    }

    long count(Severity severity) {
        return findings.stream()
                .filter(finding -> finding.rule().severity() == severity)
                .count();
    }
}
