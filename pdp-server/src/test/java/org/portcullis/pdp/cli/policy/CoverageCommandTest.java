package org.portcullis.pdp.cli.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.portcullis.pdp.cli.policy.TestCommandTest.PACK;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CoverageCommandTest {
    @TempDir
    private Path directory;

    private String suite = "";

    @BeforeEach
    void oneTest() throws Exception {
        suite = Files.writeString(directory.resolve("a_test.yaml"), """
                suite: one
                tests:
                  - name: one
                    given: {now: 2009-10-01T12:00:00Z}
                    when: {subject: {dn: /CN=ann, fqans: [/atlas]}, resource: ce, action: queue}
                    then: {decision: Permit}
                  - name: nobody gets to the policies
                    given: {now: 2009-10-01T12:00:00Z, bans: ["vo:zeus"]}
                    when: {subject: {dn: /CN=ann, fqans: [/zeus]}, resource: ce, action: queue}
                    then: {decision: Deny}
                """).toString();
    }

    @Test
    void whatIsNotReachedIsListedWithItsPlace() {
        Run run = Run.of("policy", "coverage", "--pack", PACK, suite);

        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .contains(
                        " with every outcome",
                        "policy/credential.xml:7:50: never matched: rule credential/R20-limited-proxy",
                        "policy/site-approval.xml:",
                        ": never asked: rule site-approval/R12-site-approval-expired",
                        ": never matched: rule vo-support/R11-vo-not-supported",
                        " % of all outcomes reached");
    }

    @Test
    void lessThanWantedIsAFailure() {
        assertThat(Run.of("policy", "coverage", "--pack", PACK, suite, "--min", "90")
                        .exitCode())
                .isEqualTo(4);
        assertThat(Run.of("policy", "coverage", "--pack", PACK, "--min", "75").exitCode())
                .isZero();
    }

    @Test
    void reportsAreWrittenWhereTheyAreWanted() throws Exception {
        Path lcov = directory.resolve("coverage.info");
        Path html = directory.resolve("html");

        Run run = Run.of(
                "policy",
                "coverage",
                "--pack",
                PACK,
                suite,
                "--lcov",
                lcov.toString(),
                "--html",
                html.toString(),
                "-o",
                "json");

        assertThat(run.out()).startsWith("{\"percent\":").contains("\"gap\":\"never asked\"");
        assertThat(Files.readString(lcov))
                .contains("SF:" + Path.of(PACK).toAbsolutePath().normalize() + "/policy/root.xml\n", "end_of_record");
        assertThat(Files.readString(html.resolve("index.html")))
                .contains("<h1>Coverage of pack mupj</h1>", "&lt;PolicySet")
                .doesNotContain("http-equiv", "<script", "<link", "@import");
    }

    @Test
    void suitesThatCannotBeUsedAreFindings() {
        assertThat(Run.of(
                                "policy",
                                "coverage",
                                "--pack",
                                PACK,
                                directory.resolve("gone").toString())
                        .exitCode())
                .isEqualTo(3);
    }
}
