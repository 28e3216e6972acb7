package org.portcullis.policy;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.portcullis.policy.lint.LintedPack;
import org.portcullis.policy.lint.PackLint;
import org.portcullis.policy.source.Finding;
import org.portcullis.policy.source.Problems;

/** The way from a directory to a pack, and the only place where policies are read from disk. */
public final class PackLoader {
    private PackLoader() {}

    /**
     * Reads, checks and compiles the pack in that directory. A pack is used whole or not at all.
     *
     * @throws PackException if anything is wrong with it, with every problem found
     */
    public static PolicyPack load(Path directory) {
        Problems problems = new Problems();
        PackReading reading = PackReading.of(new PackDirectory(directory, problems), problems);
        return reading.pack().orElseThrow(() -> new PackException(problems.lines()));
    }

    /** Everything of the catalogue that is wrong with the pack in that directory on that day, file by file. */
    public static List<Finding> lint(Path directory, Instant today) {
        Problems problems = new Problems();
        LintedPack written =
                PackReading.of(new PackDirectory(directory, problems), problems).written();
        return Stream.concat(problems.findings().stream(), PackLint.warnings(written, today).stream())
                .sorted(Comparator.comparing((Finding finding) -> finding.at().file())
                        .thenComparing(finding -> finding.at().line())
                        .thenComparing(finding -> finding.at().column()))
                .toList();
    }
}
