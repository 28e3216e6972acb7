package org.portcullis.pdp.cli.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.portcullis.pdp.decide.Snapshots;
import org.xml.sax.InputSource;

class TestCommandTest {
    static final String PACK = "../policies/src/main/packs/mupj";
    private static final String SUITE = """
            suite: a & b
            given: {now: 2009-10-01T12:00:00Z, pools: {atlas: 2}}
            tests:
              - name: passes
                when: {subject: {dn: /CN=ann, fqans: [/atlas]}, resource: ce, action: queue}
                then: {decision: Permit, obligations: [{id: uidgid, uid: 20000, gid: 2000}, {id: username, user: atlas001}]}
              - name: fails <here>
                when: {subject: {dn: /CN=ann, fqans: [/zeus]}, resource: ce, action: queue}
                then: {decision: Permit, rule: permitted/R29-own-work}
            """;

    @TempDir
    private Path directory;

    @Test
    void thePacksOwnTestsAreRunWhereNoneAreNamed() {
        Run run = Run.of("policy", "test", "--pack", PACK);

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("multi-user pilot jobs (", " 0 failed, 0 skipped in ");
        assertThat(run.err()).isEmpty();
    }

    @Test
    void whatFailsIsNamedWithItsPlaceAndBothAnswers() throws Exception {
        Path file = write("a_test.yaml", SUITE);

        Run run = Run.of("policy", "test", "--pack", PACK, directory.toString());

        assertThat(run.exitCode()).isEqualTo(4);
        assertThat(run.out())
                .contains(
                        "  failed  fails <here>",
                        file + ":7:5: decision: expected `Permit` but was `Deny`",
                        file
                                + ":7:5: rule: expected `permitted/R29-own-work` but was `vo-support/R11-vo-not-supported`",
                        "1 passed, 1 failed, 0 skipped")
                .doesNotContain("passes\n");
        assertThat(Run.of("policy", "test", "--pack", PACK, file.toString(), "-v")
                        .out())
                .contains("  passed  passes\n");
    }

    @Test
    void resultsAreWrittenForPrograms() throws Exception {
        String file = write("a_test.yaml", SUITE).toString();

        Run json = Run.of("policy", "test", "--pack", PACK, file, "-o", "json");
        Run junit = Run.of("policy", "test", "--pack", PACK, file, "-o", "junit");

        assertThat(json.out())
                .startsWith("{\"passed\":1,\"failed\":1,\"skipped\":0,")
                .contains("\"status\":\"failed\"");
        var tests = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(junit.out())));
        assertThat(tests.getElementsByTagName("testcase").getLength()).isEqualTo(2);
        assertThat(tests.getElementsByTagName("failure").getLength()).isEqualTo(1);
    }

    @Test
    void aSuiteThatCannotBeUsedIsAFindingWithItsPlace() throws Exception {
        Path typo = write("a_test.yaml", SUITE.replace("decision: Permit, rule", "decision: Permit, rul"));

        Run run = Run.of("policy", "test", "--pack", PACK, typo.toString());

        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.err())
                .isEqualToIgnoringNewLines(typo + ":9:30: unknown key `tests.then.rul`, did you mean `rule`?");
        assertThat(run.out()).isEmpty();
    }

    @Test
    void aWorldThatCannotBeMadeIsAFindingToo() throws Exception {
        String data = "given: {data: {vso: {}}, now: 2009-10-01T12:00:00Z}";
        Path unknown = write("a_test.yaml", SUITE.replaceAll("given: .*", data));
        Run run = Run.of("policy", "test", "--pack", PACK, unknown.toString());
        Path broken = write("b_test.yaml", SUITE.replaceAll("given: .*", data.replace("vso: {}", "vos: {vo: 1}")));
        Run other = Run.of("policy", "test", "--pack", PACK, broken.toString());

        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.err())
                .contains(
                        unknown + ":4:5: the pack has no data file `vso`, did you mean `vos`?",
                        unknown + ":4:5: `obligations` need accounts");
        assertThat(other.exitCode()).isEqualTo(3);
        assertThat(other.err()).contains(broken + ":4:5: with the data given: data/vos.yaml", "unknown key `vo`");
    }

    @Test
    void aPackThatIsNotThereIsAFindingAndAMisspeltOptionIsNot() {
        assertThat(Run.of("policy", "test", "--pack", directory.resolve("gone").toString())
                        .exitCode())
                .isEqualTo(3);
        assertThat(Run.of("policy", "test", "--pak", PACK).exitCode()).isEqualTo(2);
        assertThat(Run.of("policy", "tset").exitCode()).isEqualTo(2);
    }

    @Test
    void withAConfigurationTheMappingIsThatOfTheSite() throws Exception {
        Path config = site(directory);
        String suite = SUITE.replace(", pools: {atlas: 2}", "").replaceAll("(?s)  - name: fails.*", "");
        Path file = write(
                "a_test.yaml",
                suite.replace("20000, gid: 2000", "50001, gid: 5000").replace("atlas001", "~atlas.*"));

        Run run = Run.of("policy", "test", "--config", config.toString(), file.toString());

        assertThat(run.out()).contains("1 passed, 0 failed");
        assertThat(run.exitCode()).isZero();
        assertThat(directory.resolve("leases.db")).doesNotExist();
    }

    /** Measured figures are in the documentation; here only that it is not wildly wrong on a busy machine. */
    @Test
    void fiveHundredTestsTakeNoTimeToSpeakOf() throws Exception {
        StringBuilder suite =
                new StringBuilder("suite: many\ngiven: {now: 2009-10-01T12:00:00Z, pools: {atlas: 50}}\ntests:\n");
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 500; i++) {
            suite.append("""
                      - name: test %d
                        given: {bans: ["dn:/CN=banned%d"]}
                        when: {subject: {dn: /CN=u%d, fqans: [/atlas/g%d]}, resource: ce, action: queue}
                        then: {decision: Permit, obligations: [{id: uidgid, uid: "~[20000-20049]", gid: 2000}, {id: username, user: atlas001}]}
                    """.formatted(i, i, i, random.nextInt(9)));
        }
        Path file = write("many_test.yaml", suite.toString());

        Run run = Run.of("policy", "test", "--pack", PACK, file.toString(), "-o", "json");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("\"passed\":500,");
        long milliseconds = Long.parseLong(run.out().replaceAll("(?s).*\"milliseconds\":(\\d+).*", "$1"));
        assertThat(milliseconds).isLessThan(10_000);
    }

    @Test
    void helpHasExamplesAndExitCodes() {
        for (String command : new String[] {"test", "coverage", "explain", "diff"}) {
            assertThat(Run.of("policy", command, "--help").out()).contains("Example", "Exit codes:", "  3  ");
        }
    }

    /** A site without bans, with accounts 50001 and so on for atlas; the path of its configuration. */
    static Path site(Path directory) throws Exception {
        Snapshots.mapping(directory, "\"/atlas\" .atlas\n", "");
        Files.writeString(directory.resolve("passwd"), "atlas001:x:50001:5000::/:/bin/sh\n");
        Files.writeString(directory.resolve("group"), "atlas:x:5000:\n");
        Files.writeString(directory.resolve("bans.txt"), "vo:cms\n");
        Files.writeString(directory.resolve("peps.yaml"), "peps: []\n");
        return Files.writeString(directory.resolve("portcullis.yaml"), """
                policy: {pack: %s, bans: bans.txt, peps: peps.yaml}
                mapping: {accounts: accounts.map, groups: groups.map, passwd: passwd, group: group}
                storage: {leases: leases.db, audit: audit.jsonl, pid-file: pid}
                """.formatted(
                        Path.of(PACK).toAbsolutePath()));
    }

    private Path write(String name, String text) throws Exception {
        return Files.writeString(directory.resolve(name), text);
    }
}
