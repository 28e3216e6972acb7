package org.portcullis.pdp.cli.policy;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import org.portcullis.pdp.cli.ExitCode;
import org.portcullis.pdp.suite.CaseResult.Status;
import org.portcullis.pdp.suite.Respondent;
import org.portcullis.pdp.suite.Suite;
import org.portcullis.pdp.suite.SuiteResult;
import org.portcullis.pdp.suite.TrialSite;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code portcullis policy test}. */
@Command(
        name = "test",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Asks the questions of test suites and compares the answers.",
        footer = {
            "",
            "Examples:",
            "  portcullis policy test --pack policies/src/main/packs/mupj",
            "  portcullis policy test --config /etc/portcullis/portcullis.yaml site_test.yaml -o junit > junit.xml",
            "  portcullis policy test --server https://authz1:8443 --cert pep.pem --key pep.key site_test.yaml",
            "",
            "Exit codes:",
            "  0  every test that could be asked passed",
            "  2  wrong options",
            "  3  a suite or the pack cannot be used",
            "  4  a test failed",
            "  6  the server cannot be reached"
        })
final class TestCommand implements Callable<Integer> {
    @Mixin
    @SuppressWarnings("NullAway.Init")
    private SuiteOptions options;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private ServerOptions server;

    @Option(
            names = {"--output", "-o"},
            defaultValue = "text",
            description = "Form: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private SuiteReport report = SuiteReport.TEXT;

    @Option(
            names = {"--verbose", "-v"},
            description = "Names every test, not only those that failed.")
    private boolean verbose;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() {
        return Findings.reported(spec, this::test);
    }

    private int test() {
        List<Suite> suites = options.suites();
        Respondent respondent = respondent(suites);
        Instant start = InstantSource.system().instant();
        List<SuiteResult> results = SuiteResult.of(suites, respondent);
        Duration took = Duration.between(start, InstantSource.system().instant());
        PrintWriter out = spec.commandLine().getOut();
        out.print(report.text(results, took, verbose));
        out.flush();
        boolean failed = results.stream().anyMatch(result -> result.count(Status.FAILED) > 0);
        return failed ? ExitCode.TESTS_FAILED : 0;
    }

    private Respondent respondent(List<Suite> suites) {
        if (server.isGiven()) {
            return server.respondent();
        }
        TrialSite site = options.site();
        site.prepare(suites);
        return site;
    }
}
