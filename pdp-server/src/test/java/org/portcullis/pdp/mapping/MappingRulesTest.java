package org.portcullis.pdp.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.portcullis.profile.Dn;
import org.portcullis.profile.Fqan;

class MappingRulesTest {
    private static final Dn ALICE = new Dn("/C=XX/O=Grid/CN=Alice");

    @TempDir
    private Path directory;

    private static List<Fqan> fqans(String... texts) {
        return Arrays.stream(texts).map(Fqan::parse).toList();
    }

    private static Path bad(String file) {
        return Path.of("src/test/resources/badinputs/map", file);
    }

    @Test
    void firstMatchingLineWins() {
        MappingRules rules = Site.in(directory)
                .accountMap("\"/atlas/*\" .atlas\n\"/atlas/prd\" .atlasprd\n")
                .load();

        assertThat(rules.accountRule(ALICE, fqans("/atlas/prd")))
                .map(AccountRule::origin)
                .contains("accounts.map:1");
    }

    @Test
    void dnBeatsFqanWhereverItStands() {
        MappingRules rules = Site.in(directory)
                .accountMap("\"/atlas\" .atlas\n\"" + ALICE + "\" alice\n")
                .load();

        assertThat(rules.accountRule(ALICE, fqans("/atlas")))
                .map(AccountRule::target)
                .contains(new AccountTarget.Fixed("alice"));
    }

    @ParameterizedTest
    @CsvSource({"/C=XX/O=Grid/CN=alice", "/C=XX/O=Grid/CN=Alice Doe", "/O=Grid/CN=Alice", "/C=XX/O=Grid/CN=Alice/CN=1"})
    void dnMatchesExactlyOrNotAtAll(String other) {
        MappingRules rules =
                Site.in(directory).accountMap("\"" + ALICE + "\" alice\n").load();

        assertThat(rules.accountRule(Dn.parse(other), List.of())).isEmpty();
    }

    @Test
    void onlyThePrimaryFqanGivesAnAccount() {
        MappingRules rules = Site.in(directory).accountMap("\"/cms\" .cms\n").load();

        assertThat(rules.accountRule(ALICE, fqans("/atlas", "/cms"))).isEmpty();
        assertThat(rules.accountRule(ALICE, List.of())).isEmpty();
    }

    @Test
    void knowsTheVosThatItHasLinesFor() {
        MappingRules rules = Site.in(directory)
                .accountMap("\"/cms/*\" .cms\n\"" + ALICE + "\" alice\n\"/atlas\" .atlas\n\"/atlas/prd\" .atlasprd\n")
                .load();

        assertThat(rules.vos()).containsExactly("atlas", "cms");
    }

    @Test
    void accountsOfAPoolAreInNumericalOrder() {
        MappingRules rules =
                Site.in(directory).accountMap("\"/atlas\" .atlas\n").load();

        assertThat(rules.accounts(new Pool("atlas"))).containsExactly("atlas001", "atlas002", "atlas010");
        assertThat(rules.pools()).containsExactly(new Pool("atlas"));
    }

    @ParameterizedTest(name = "{0} -> {1} + {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "/atlas                                  | atlas  | ''",
                "/atlas/Role=production                  | prd    | ''",
                "/atlas/Role=production /atlas           | prd    | atlas higgs",
                "/atlas /atlas/Role=production           | atlas  | prd",
                "/atlas /atlas/higgs                     | atlas  | higgs",
                "/atlas /atlas/higgs /cms /atlas         | atlas  | higgs cms",
                "/lhcb /cms                              | atlas  | cms",
                "/lhcb /atlas                            | atlas  | higgs",
            })
    void groupsComeFromTheMapAndElseFromTheAccount(String fqans, String primary, String secondary) {
        MappingRules rules = Site.in(directory).groupMap("""
                        "/atlas/Role=production" prd
                        "/atlas/*" atlas, higgs
                        "/atlas/higgs" higgs
                        "/cms" cms
                        """).load();

        Account account =
                rules.account("alice", ALICE, fqans(fqans.split(" ", -1))).orElseThrow();

        assertThat(account.primaryGroup().name()).isEqualTo(primary);
        assertThat(String.join(
                        " ",
                        account.secondaryGroups().stream().map(UnixGroup::name).toList()))
                .isEqualTo(secondary);
    }

    @Test
    void forbiddenAndUnknownAccountsAreNotHandedOut() {
        MappingRules rules = Site.in(directory).load();

        assertThat(rules.account("banned", ALICE, List.of())).isEmpty();
        assertThat(rules.account("root", ALICE, List.of())).isEmpty();
        assertThat(rules.account("www", ALICE, List.of())).isEmpty();
        assertThat(rules.account("nobody", ALICE, List.of())).isEmpty();
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "\"/atlas\" nosuch       | accounts.map:1:10: account `nosuch` is not in passwd: add it there",
                "\"/atlas\" root         | accounts.map:1:10: account `root` has uid 0, which min-uid does not allow",
                "\"/atlas\" www          | accounts.map:1:10: account `www` has uid 33, which min-uid does not allow",
                "\"/atlas\" .            | accounts.map:1:10: not the prefix of a pool: ``",
                "\"/atlas\" `id`         | accounts.map:1:10: not an account: ``id``",
                "\"/atlas\" alice bob    | accounts.map:1:10: not an account: `alice bob`",
                "\"/atlas\" alice # old  | accounts.map:1:10: not an account: `alice # old`",
            })
    void unusableTargetIsRefused(String line, String problem) {
        assertThat(Site.in(directory).accountMap(line).problems()).containsExactly(problem);
    }

    @Test
    void lineOfAnotherFileIsNamedWithThatFile() {
        Site site = Site.in(directory).accountMap("\"/cms\" .cms\n").write("vo-mapfile", "\"/cms\" alice\n");
        MappingFiles files = site.files();
        MappingFiles two = new MappingFiles(
                List.of(directory.resolve("accounts.map"), directory.resolve("vo-mapfile")),
                files.groupMaps(),
                files.users(),
                List.of());

        assertThatThrownBy(() -> MappingRules.load(two, Site.LIMITS))
                .hasMessageContaining("vo-mapfile:1:1: line 1 of accounts.map has the same key: remove one of them");
    }

    @Test
    void everyProblemOfEveryFileIsReportedAtOnce() {
        Site site = Site.in(directory)
                .accountMap("bad line\n\"/atlas\" .nopool\n\"/cms\" alice\n\"/cms\" pilot\n")
                .groupMap("\"/atlas\" nogroup\n\"/C=XX/CN=Alice\" atlas\n\"/cms\" www\n");

        assertThat(site.problems())
                .containsExactly(
                        "accounts.map:1:1: not a key in double quotes, a blank and a value: `bad line`",
                        "accounts.map:4:1: line 3 has the same key: remove one of them",
                        "accounts.map:2:10: pool `.nopool` has no account in passwd: add `nopool001` and so on",
                        "groups.map:1:10: no group `nogroup` in the group file",
                        "groups.map:3:8: group `www` has gid 33, which min-gid does not allow");
    }

    @Test
    void brokenTableIsReportedWithoutWhatFollowsFromIt() {
        Site site = Site.in(directory).passwd("atlas001\n").accountMap("\"/atlas\" .atlas\n\"/cms\" .cms\nbad line\n");

        assertThat(site.problems())
                .containsExactly(
                        "passwd:1:1: not 7 fields with a name first: `atlas001`",
                        "accounts.map:3:1: not a key in double quotes, a blank and a value: `bad line`");
    }

    @Test
    void accountOfAPoolIsNotForOnePersonToo() {
        Site site = Site.in(directory).accountMap("\"" + ALICE + "\" atlas001\n\"/atlas\" .atlas\n");

        assertThat(site.problems())
                .containsExactly(
                        "accounts.map:1:25: account `atlas001` belongs to a pool in use: name one that does not");
    }

    @Test
    void poolAccountsShareNoUid() {
        Site site = Site.in(directory)
                .accountMap("\"/atlas\" .atlas\n")
                .passwd("atlas001:x:50001:5000::/:/bin/sh\nalias:x:50001:5000::/:/bin/sh\n");

        assertThat(site.problems())
                .containsExactly("passwd:2:1: accounts `atlas001`, `alias` share uid 50001: give each its own");
    }

    /** G03. */
    @ParameterizedTest
    @EnumSource(MapDialect.class)
    void poolsOfTwoVosThatBeginAlikeAreRefused(MapDialect dialect) throws IOException {
        Site site = Site.in(directory)
                .terms(dialect, MapOrder.usualFor(dialect))
                .passwd(poolOfG03())
                .accountMap(Files.readString(bad("G03_overlap")));

        assertThat(site.problems())
                .containsExactly(
                        "accounts.map:2:10: pool `.atlas` is of another VO than `.atl` of line 1, and to whoever"
                                + " compares prefixes their accounts are the same: rename one");
    }

    @Test
    void poolsOfOneVoThatBeginAlikeShareNoAccount() throws IOException {
        MappingRules rules = Site.in(directory)
                .passwd(poolOfG03())
                .accountMap("\"/atlas/prd\" .atl\n\"/atlas\" .atlas\n")
                .load();

        assertThat(rules.accounts(new Pool("atl"))).containsExactly("atl001", "atl002");
        assertThat(rules.accounts(new Pool("atlas"))).containsExactly("atlas001", "atlas002");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ARGUS  | \"/C=XX/CN=Robot\" .atl; \"/atlas\" .atlas",
                "ARGUS  | \"/atl\" .atl; \"/atl/x\" .atlas; \"/atlas\" .atlas",
                "LCMAPS | \"/atl*\" .atl; \"/atlas/*\" .atlas",
            })
    void poolsThatMayBeForTheSamePeopleMayBeginAlike(MapDialect dialect, String accounts) throws IOException {
        Site site = Site.in(directory)
                .terms(dialect, MapOrder.usualFor(dialect))
                .passwd(poolOfG03())
                .accountMap(accounts.replace("; ", "\n"));

        assertThat(site.load().pools()).hasSize(2);
    }

    private static String poolOfG03() throws IOException {
        StringBuilder passwd = new StringBuilder();
        for (String name : Files.readString(bad("G03_pool.txt")).strip().split(" ", -1)) {
            passwd.append(name + ":x:" + (60_000 + passwd.length()) + ":5000::/:/bin/sh\n");
        }
        return passwd.toString();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"G01_noquotes, 1:1", "G01_onequote, 1:1", "G01_shell, 1:35 2:10", "G02_nopool, 1:9"})
    void badAccountMapIsRefusedAndPointedAt(String file, String places) throws IOException {
        Site site = Site.in(directory).accountMap(Files.readString(bad(file)));

        assertThat(site.problems())
                .extracting(problem -> problem.replaceFirst("accounts.map:([0-9]+:[0-9]+): .*", "$1"))
                .containsExactly(places.split(" ", -1));
    }

    @Test
    void poolWithIdsBelowTheFloorIsRefused() throws IOException {
        Site site =
                Site.in(directory).accountMap("\"/atlas\" .atlas\n").passwd(Files.readString(bad("G04_uid0.passwd")));

        assertThat(site.problems())
                .containsExactly(
                        "passwd:1:1: account `atlas001` has uid 0, which min-uid does not allow",
                        "passwd:2:1: account `atlas002` has gid 0, which min-gid does not allow",
                        "passwd:3:1: account `atlas003` has uid 33, which min-uid does not allow");
    }

    @Test
    void namesAndIdsThatNoPepCanBeToldAreRefused() {
        Site site = Site.in(directory)
                .accountMap("\"/a\" svc$\n\"/b\" big\n\"/c\" odd\n\"/d\" lost\n")
                .passwd("""
                        svc$:x:60001:5000::/:/bin/sh
                        big:x:4294967294:5000::/:/bin/sh
                        odd:x:60002:6000::/:/bin/sh
                        lost:x:60003:7000::/:/bin/sh
                        """)
                .group("atlas:x:5000:\ndomain users:x:6000:\n");

        assertThat(site.problems())
                .containsExactly(
                        "accounts.map:1:6: not an account: `svc$`",
                        "accounts.map:2:6: account `big` has uid 4294967294, which is out of range",
                        "accounts.map:3:6: group `domain users` has a name that PEPs do not accept",
                        "accounts.map:4:6: account `lost` has gid 7000, which no line of group has: add one");
    }

    @Test
    void badGroupMapIsRefused() throws IOException {
        Site site = Site.in(directory).groupMap(Files.readString(bad("G05_groupmap")));

        assertThat(site.problems()).containsExactly("groups.map:1:10: no group `nosuchgroup` in the group file");
    }

    @Test
    void missingFileIsRefused() throws IOException {
        Site site = Site.in(directory);
        Files.delete(site.files().groupMaps().get(0));

        assertThat(site.problems()).containsExactly("groups.map: no such file: create it, it may be empty");
    }

    @Test
    void fileThatIsNotTextIsRefused() throws IOException {
        Site site = Site.in(directory);
        Files.write(site.files().accountMaps().get(0), new byte[] {'"', (byte) 0xff, '"'});

        assertThat(site.problems()).containsExactly("accounts.map: not UTF-8 text: convert it");
    }

    @Test
    void controlCharactersAndLongLinesAreNotRepeated() {
        Site site = Site.in(directory).accountMap("\u001b[31m" + "x".repeat(5000));

        assertThat(site.problems())
                .singleElement()
                .asString()
                .contains("`\\u001b[31mxxx")
                .hasSizeLessThan(300);
    }
}
