package org.portcullis.policy.importing;

import java.util.List;
import java.util.Map;

/** The files of a new pack by their names relative to its directory, and the loss report. */
public record ImportedPack(Map<String, String> files, List<Finding> findings) {
    /** Copies both. */
    public ImportedPack {
        files = Map.copyOf(files);
        findings = List.copyOf(findings);
    }

    /** Whether something could not be said here. */
    public boolean hasLosses() {
        return findings.stream().anyMatch(finding -> finding.outcome() == Outcome.LOST);
    }
}
