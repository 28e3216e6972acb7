package org.portcullis.pdp.rollout;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.portcullis.pdp.config.ConfigException;
import org.portcullis.pdp.suite.CaseResult;
import org.portcullis.pdp.suite.CaseResult.Status;
import org.portcullis.pdp.suite.Suite;
import org.portcullis.pdp.suite.SuiteReader;
import org.portcullis.pdp.suite.SuiteResult;
import org.portcullis.pdp.suite.TrialSite;
import org.portcullis.policy.PackException;

/** That a pack passes the test suites it brings along in {@code tests}; a pack without any passes. */
public record OwnTests(InstantSource clock) implements PackCheck {
    @Override
    public List<String> problems(Path pack) {
        Path tests = pack.resolve("tests");
        if (!Files.isDirectory(tests)) {
            return List.of();
        }
        try {
            List<Suite> suites = SuiteReader.read(List.of(tests));
            TrialSite site = TrialSite.of(pack, clock.instant());
            site.prepare(suites);
            return SuiteResult.of(suites, site).stream()
                    .flatMap(OwnTests::failures)
                    .toList();
        } catch (ConfigException e) {
            return e.problems();
        } catch (PackException e) {
            return e.problems();
        }
    }

    private static Stream<String> failures(SuiteResult result) {
        return result.results().stream()
                .filter(one -> one.status() == Status.FAILED)
                .map(one -> failure(result.suite(), one));
    }

    private static String failure(Suite suite, CaseResult failed) {
        return "test `" + failed.one().name() + "` of " + suite.name() + " fails: "
                + String.join("; ", failed.details());
    }
}
