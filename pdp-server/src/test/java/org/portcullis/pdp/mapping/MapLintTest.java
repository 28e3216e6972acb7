package org.portcullis.pdp.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.portcullis.pdp.mapping.MapRule.Severity;

/** Each rule, with a map that it finds fault with; lines are separated by semicolons. */
class MapLintTest {
    private static final Path PAGE = Path.of("docs/mapping-lint.md");
    private static final String LINES = "\\s*;\\s*";

    @TempDir
    private Path directory;

    private List<MapFinding> lint(MapDialect dialect, String accounts, String groups) {
        Site site = Site.in(directory)
                .accountMap(accounts.replaceAll(LINES, "\n") + "\n")
                .groupMap(groups.replaceAll(LINES, "\n") + "\n");
        return MapLint.of(site.files(), new MappingTerms(dialect, MapOrder.usualFor(dialect), Site.LIMITS));
    }

    /** Place, id and name of what is found, notes aside. */
    private List<String> found(MapDialect dialect, String accounts, String groups) {
        return lint(dialect, accounts, groups).stream()
                .filter(finding -> finding.rule().severity() != Severity.NOTE)
                .map(finding -> finding.at().toString().replace(directory + "/", "") + " "
                        + finding.rule().id())
                .toList();
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "ARGUS  | /C=XX/CN=A alice                                | accounts.map:1:1 ML-002",
                "ARGUS  | \"/cms\" .cms,                                 | accounts.map:1:13 ML-002",
                "ARGUS  | \"/atlas*\" .atlas                              | accounts.map:1:1 ML-003",
                "LCMAPS | \"/[[:alpha:]]/*\" .atlas                       | accounts.map:1:1 ML-003",
                "ARGUS  | \"/atlas\" .atlas#1                             | accounts.map:1:10 ML-004",
                "ARGUS  | \"/cms\" .cms; \"/cms/Role=NULL\" alice    | accounts.map:2:1 ML-005",
                "ARGUS  | \"/atlas\" alise                                | accounts.map:1:10 ML-006",
                "ARGUS  | \"/atlas\" .nopool                              | accounts.map:1:10 ML-008",
                "ARGUS  | \"/atlas\" root                                 | accounts.map:1:10 ML-009",
                "ARGUS  | \"/C=XX/CN=A\" atlas001; \"/cms\" .cms; \"/atlas\" .atlas | accounts.map:1:14 ML-011, accounts.map:3:10 ML-020",
                "ARGUS  | \"/atlas\" .atlas                               | accounts.map:1:10 ML-020",
                "LCMAPS | \"/cms*\" .cms                                  | accounts.map:1:1 ML-021",
                "LCMAPS | \"/C=XX/CN=Jo*\" .cms                           | accounts.map:1:1 ML-021",
                "ARGUS  | \"/cms/*/Role=*\" .cms; \"/cms/x\" alice        | accounts.map:2:1 ML-022",
                "LCMAPS | \"/cms/*\" .cms; \"/cms/x/*\" .cms              | accounts.map:2:1 ML-022",
                "LCMAPS | \"/cms/*\" .cms; \"/cms/x/Role=NULL/Capability=NULL\" .cms | accounts.map:2:1 ML-022",
                "LCMAPS | \"/cms\" .cms                                   | accounts.map:1:1 ML-023",
                "LCMAPS | \"/C=XX/CN=[AB]\" alice                         | accounts.map:1:1 ML-023",
                "LCMAPS | \"/C=XX/CN=A\" # gone                           | accounts.map:1:1 ML-023",
                "LCMAPS | \"/C=XX/CN=Fr\u00e9d\" alice                    | accounts.map:1:1 ML-023, accounts.map:1:1 ML-031",
                "LCMAPS | \"alice\" alice                                 | accounts.map:1:1 ML-023",
                "ARGUS  | \"/cms\" .cms; \"/cms/Role=NULL/Capability=NULL\" .cms | accounts.map:2:1 ML-024",
                "ARGUS  | \"/cms\" .cms, alice                            | accounts.map:1:14 ML-025",
                "LCMAPS | \"/cms/*\" .cms, alice, pilot                   | accounts.map:1:23 ML-025",
                "ARGUS  | \"/C=XX/CN=A\" banned                           | accounts.map:1:14 ML-026",
                "ARGUS  | \"/C=XX/CN=A\" alice; \"/C=XX/CN=a\" pilot      | accounts.map:2:1 ML-027",
                "ARGUS  | \"/C=XX/CN=A \" alice; \"/C=XX/CN=B  C\" pilot  | accounts.map:1:1 ML-028, accounts.map:2:1 ML-028",
                "ARGUS  | \"/C=XX/CN=A/CN=proxy\" alice                   | accounts.map:1:1 ML-030",
                "LCMAPS | \"/C=XX/CN=A/Email=a@b.org\" alice              | accounts.map:1:1 ML-031",
                "LCMAPS | \"*\" alice                                   | accounts.map:1:1 ML-032",
                "LCMAPS | \"/*/Role=NULL/*\" .cms                         | accounts.map:1:1 ML-032",
            })
    void faultOfAnAccountMapIsFound(MapDialect dialect, String accounts, String findings) {
        assertThat(String.join(", ", found(dialect, accounts, ""))).isEqualTo(findings);
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "ARGUS  | \"/cms\" csm                                | groups.map:1:8 ML-007",
                "ARGUS  | \"/cms\" root                               | groups.map:1:8 ML-009",
                "ARGUS  | \"/cms/*\" cms; \"/cms/x\" higgs            | groups.map:2:1 ML-022",
                "ARGUS  | \"/cms\" cms; \"/cms\" higgs                | groups.map:2:1 ML-022",
                "ARGUS  | \"/cms\" cms; \"/cms\" cms                  | groups.map:2:1 ML-024",
                "LCMAPS | \"/cms/*\" cms, higgs                       | groups.map:1:15 ML-025",
                "LCMAPS | \"/cms/*\" .cms, higgs                      | groups.map:1:10 ML-025",
                "LCMAPS | \"/C=XX/CN=A\" cms                          | groups.map:1:1 ML-023",
            })
    void faultOfAGroupMapIsFound(MapDialect dialect, String groups, String findings) {
        assertThat(String.join(", ", found(dialect, "", groups))).isEqualTo(findings);
    }

    @ParameterizedTest
    @EnumSource
    void mapsWithoutFaultsHaveNoFindings(MapDialect dialect) {
        String accounts = "\"/C=XX/CN=Alice\" alice; \"/cms/Role=pilot/Capability=NULL\" pilot; \"/cms/*\" .cms";

        assertThat(found(dialect, accounts, "\"/atlas/*\" atlas; \"/cms/*\" cms"))
                .isEmpty();
    }

    @Test
    void usersThatCannotBeReadAreReportedWithoutWhatFollowsFromIt() {
        Site site = Site.in(directory).accountMap("\"/cms\" .cms\n").passwd("cms001\n");

        assertThat(MapLint.of(site.files(), new MappingTerms(Site.LIMITS)))
                .filteredOn(finding -> finding.rule().severity() == Severity.ERROR)
                .extracting(MapFinding::rule)
                .containsExactly(MapRule.BAD_USERS);
    }

    @Test
    void poolAccountsThatShareAUidOrHaveAnOddNameAreFound() {
        Site site = Site.in(directory)
                .accountMap("\"/cms\" .cms\n\"/C=XX/CN=A\" odd\n")
                .passwd("cms001:x:50001:5000::/:/bin/sh\nalias:x:50001:5000::/:/bin/sh\nodd:x:50002:6000::/:/bin/sh\n")
                .group("cms:x:5000:\ndomain users:x:6000:\n");

        assertThat(MapLint.of(site.files(), new MappingTerms(Site.LIMITS)))
                .extracting(MapFinding::rule)
                .contains(MapRule.SHARED_UID, MapRule.UNUSABLE_NAME);
    }

    @Test
    void filesOfAnotherSystemAreFoundAndMissingOnesToo() throws IOException {
        Site site = Site.in(directory).accountMap("\uFEFF\"/cms\" .cms\r\n");
        Files.delete(directory.resolve("groups.map"));

        assertThat(MapLint.of(site.files(), new MappingTerms(Site.LIMITS)))
                .filteredOn(finding -> finding.rule().severity() != Severity.NOTE)
                .extracting(MapFinding::rule)
                .containsExactly(MapRule.FOREIGN_TEXT, MapRule.FOREIGN_TEXT, MapRule.UNREADABLE_FILE);
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "ARGUS  | \"/cms\" .cms        | lcmaps gives `/cms` nothing, and argus `.cms` by line 1",
                "ARGUS  | \"/cms/*\" .cms      | lcmaps gives `/cms/Role=production` `.cms` by line 1, and argus nothing",
                "LCMAPS | \"/cms*\" .cms       | argus refuses the file for this line: not an FQAN: `cms*`",
                "LCMAPS | /C=XX/CN=A alice     | argus refuses the file for this line: not a key in double quotes",
                "ARGUS  | \"CN=A,C=XX\" alice  | lcmaps gives the DN nothing, and argus `alice` by line 1",
            })
    void noteTellsWhatIsOtherwiseInTheOtherDialect(MapDialect dialect, String accounts, String note) {
        assertThat(lint(dialect, accounts, ""))
                .filteredOn(finding -> finding.rule() == MapRule.OTHER_DIALECT)
                .singleElement()
                .satisfies(finding -> assertThat(finding.message()).startsWith(note));
    }

    @Test
    void poolForVerifiedPeopleThatIsInNoLineIsFound() {
        AccountLimits limits = new AccountLimits(1000, 1000, Set.of(), Set.of(new Pool("csm"), new Pool("cms")));

        assertThat(MapLint.of(Site.in(directory).accountMap("\"/cms\" .cms\n").files(), new MappingTerms(limits)))
                .filteredOn(finding -> finding.rule() == MapRule.UNUSED_POOL)
                .extracting(Object::toString)
                .containsExactly(directory
                        + "/accounts.map:1:1: no line leads to pool `.csm` of verified-only: correct its name");
    }

    @Test
    void withoutUsersNamesAreNotChecked() {
        MappingFiles files = new MappingFiles(
                List.of(Site.in(directory)
                        .accountMap("\"/x\" .pool\n\"/y\" who\n")
                        .files()
                        .accountMaps()
                        .get(0)),
                List.of(),
                List.of(),
                List.of());

        assertThat(MapLint.of(files, new MappingTerms(Site.LIMITS)))
                .allMatch(finding -> finding.rule().severity() == Severity.NOTE);
    }

    @Test
    void everyRuleHasASectionOfThePageAndTheListHasItsSeverity() throws IOException {
        String page = Files.readString(PAGE);

        assertThat(MapRule.values())
                .allSatisfy(rule -> assertThat(page)
                        .contains("## " + rule.id() + " " + rule.word() + "\n")
                        .contains("| [" + rule.id() + "](#" + rule.id().toLowerCase(Locale.ROOT) + "-" + rule.word()
                                + ") | " + rule.severity().word() + " | " + rule.title() + " |"));
    }

    @Test
    void idsAreUnique() {
        Set<String> ids = Arrays.stream(MapRule.values()).map(MapRule::id).collect(Collectors.toSet());

        assertThat(ids).hasSize(MapRule.values().length);
        assertThat(Stream.of(MapRule.values()).map(MapRule::title)).doesNotHaveDuplicates();
    }
}
