package org.portcullis.policy.lint;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.portcullis.policy.catalogue.Severity;
import org.portcullis.policy.source.Finding;

/** Reads a pack as it is written and tells what of the catalogue is wrong with it, other than what loading it tells. */
public final class PackLint {
    private PackLint() {}

    /** What refuses the pack, whatever day it is. */
    public static List<Finding> errors(LintedPack pack) {
        return ofSeverity(Severity.ERROR, pack, Instant.EPOCH);
    }

    /** What somebody should look at on that day. */
    public static List<Finding> warnings(LintedPack pack, Instant today) {
        return ofSeverity(Severity.WARNING, pack, today);
    }

    private static List<Finding> ofSeverity(Severity severity, LintedPack pack, Instant today) {
        return Stream.of(
                        FileChecks.of(pack),
                        new StructureChecks(pack).findings(),
                        RuleChecks.of(pack),
                        FactChecks.of(pack),
                        new ValueChecks(pack).findings(),
                        new DataChecks(pack, today).findings())
                .flatMap(findings -> findings)
                .filter(finding -> finding.rule().severity() == severity)
                .distinct()
                .toList();
    }
}
