package org.portcullis.pdp.cli.policy;

import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.portcullis.pdp.config.PdpConfig;
import org.portcullis.pdp.suite.Suite;
import org.portcullis.pdp.suite.SuiteReader;
import org.portcullis.pdp.suite.TrialSite;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** What commands that ask the questions of suites have in common: which files, and of which site. */
final class SuiteOptions {
    @Parameters(
            paramLabel = "FILE|DIR",
            arity = "0..*",
            description = "Suites, or directories with *_test.yaml (default: tests/ of the pack).")
    private List<Path> files = List.of();

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private PackOptions pack;

    /** The suites, read and whole. */
    List<Suite> suites() {
        return SuiteReader.read(files.isEmpty() ? List.of(pack.directory().resolve("tests")) : files);
    }

    /** The options that say which pack. */
    PackOptions pack() {
        return pack;
    }

    /** The site to ask, with the mapping of the configuration if there is one. */
    TrialSite site() {
        Optional<PdpConfig> config = pack.config();
        Path directory = pack.directory();
        Instant now = InstantSource.system().instant();
        return config.map(read -> TrialSite.of(directory, SiteMapping.of(read), now))
                .orElseGet(() -> TrialSite.of(directory, now));
    }
}
