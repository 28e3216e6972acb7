package org.portcullis.policy;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
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
        return read(new PackDirectory(directory, problems, Map.of()), problems);
    }

    /**
     * As {@link #load(Path)}, to be looked into, with other data: each override is laid over the data file of its name
     * ({@code vos} for {@code data/vos.yaml}), mappings key by key, lists and single values as a whole.
     *
     * @throws PackException if anything is wrong with it, with every problem found
     */
    public static OpenPack open(Path directory, Map<String, ?> overrides) {
        Problems problems = new Problems();
        PackDirectory files = new PackDirectory(directory, problems, overrides);
        return new OpenPack(read(files, problems), files.texts());
    }

    private static XacmlPolicyPack read(PackDirectory files, Problems problems) {
        return PackReading.of(files, problems).pack().orElseThrow(() -> new PackException(problems.lines()));
    }

    /** Everything of the catalogue that is wrong with the pack in that directory on that day, file by file. */
    public static List<Finding> lint(Path directory, Instant today) {
        Problems problems = new Problems();
        LintedPack written = PackReading.of(new PackDirectory(directory, problems, Map.of()), problems)
                .written();
        return Stream.concat(problems.findings().stream(), PackLint.warnings(written, today).stream())
                .sorted(Comparator.comparing((Finding finding) -> finding.at().file())
                        .thenComparing(finding -> finding.at().line())
                        .thenComparing(finding -> finding.at().column()))
                .toList();
    }
}
