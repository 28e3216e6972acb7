package org.portcullis.pdp.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.portcullis.profile.Dn;
import org.portcullis.profile.Fqan;

/** Who becomes which account, in either dialect; lines of a map are separated by semicolons, {@code -} is nobody. */
class DialectTest {
    private static final Dn ALICE = new Dn("/C=XX/CN=Alice");
    private static final String LINES = "\\s*;\\s*";

    @TempDir
    private Path directory;

    private static List<Fqan> fqans(String texts) {
        return Arrays.stream(texts.split(" "))
                .filter(text -> !text.isEmpty())
                .map(Fqan::parse)
                .toList();
    }

    private Site site(MapDialect dialect, String accounts, String groups) {
        return Site.in(directory)
                .terms(dialect, MapOrder.usualFor(dialect))
                .accountMap(accounts.replaceAll(LINES, "\n"))
                .groupMap(groups.replaceAll(LINES, "\n"));
    }

    private static String target(MappingRules rules, Dn dn, List<Fqan> fqans) {
        return rules.accountRule(dn, fqans)
                .map(rule -> rule.target().match(name -> name, Pool::toString))
                .orElse("-");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "G1 comment            | # x; ; \"/C=XX/CN=Alice\" alice                    | ~~                           | alice",
                "G2 key without quotes | /C=XX/CN=Alice alice                               | ~~                           | alice",
                "G3 comma and blank    | \"/C=XX/CN=Alice\" ,alice pilot # old              | ~~                           | alice",
                "G4 first that fits    | \"/atlas/*\" .atlas; \"/atlas/Role=pilot/*\" .cms  | /atlas/Role=pilot            | .atlas",
                "G4 other kind skipped | \"/C=XX/CN=Bob\" .cms; \"/C=XX/CN=Alice\" .atlas; \"/C=XX/CN=Alice\" alice | ~~    | alice",
                "G5 first of its kind  | \"/C=XX/CN=Alice\" .atlas, alice, pilot            | ~~                           | alice",
                "G5 pool of a list     | \"/C=XX/*\" pilot, .atlas, .cms                    | ~~                           | .atlas",
                "G6 star takes slashes | \"/atlas/*/Role=NULL/*\" .atlas                    | /atlas/a/b                   | .atlas",
                "G6 set of one         | \"/C=XX/CN=Al[i]ce\" .atlas                      | ~~                           | .atlas",
                "G6 case counts        | \"/ATLAS/*\" .atlas                                | /atlas                       | -",
                "G7 DN of pool is glob | \"/C=XX/CN=A*\" .atlas                             | ~~                           | .atlas",
                "G7 named DN is none   | \"/C=XX/CN=A*\" alice                              | ~~                           | -",
                "G7 named FQAN is glob | \"/atlas/*\" alice                                 | /atlas                       | alice",
                "G8 prefix trap        | \"/atlas*\" .atlas                                 | /atlasfake                   | .atlas",
                "G8 group itself       | \"/atlas/*\" .atlas                                | /atlas                       | .atlas",
                "G8 short form         | \"/atlas\" .atlas                                  | /atlas                       | -",
                "G8 long form          | \"/atlas/Role=NULL/Capability=NULL\" .atlas        | /atlas                       | .atlas",
                "accounts before pools | \"/atlas/*\" .atlas; \"/atlas/*\" alice            | /atlas                       | alice",
                "any FQAN, in order    | \"/cms/*\" .cms; \"/ops/*\" .atlas                 | /atlas /ops /cms             | .atlas",
                "named one of a later  | \"/atlas/*\" .atlas; \"/cms/*\" alice              | /atlas /cms                  | alice",
                "FQAN before DN        | \"/C=XX/CN=Alice\" alice; \"/atlas/*\" .atlas      | /atlas                       | .atlas",
                "DN if no FQAN fits    | \"/C=XX/CN=Alice\" alice; \"/atlas/*\" .atlas      | /lhcb                        | alice",
            })
    void lcmapsGivesTheAccount(String row, String accounts, String fqans, String expected) {
        MappingRules rules = site(MapDialect.LCMAPS, accounts, "").load();

        assertThat(target(rules, ALICE, fqans(fqans))).as(row).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "first that fits       | \"/atlas/*\" .atlas; \"/atlas/prd\" .cms           | /atlas/prd                   | .atlas",
                "first value           | \"/C=XX/CN=Alice\" .atlas, alice                   | ~~                           | .atlas",
                "no prefix trap        | \"/atlas/*\" .atlas                                | /atlasfake                   | -",
                "group itself          | \"/atlas/*\" .atlas                                | /atlas                       | .atlas",
                "no role is NULL       | \"/atlas\" .atlas                                  | /atlas/Role=NULL             | .atlas",
                "role must be said     | \"/atlas/*\" .atlas                                | /atlas/Role=pilot            | -",
                "any role              | \"/atlas/*/Role=*\" .atlas                         | /atlas/Role=pilot            | .atlas",
                "capability is nothing | \"/atlas/Capability=x\" .atlas                     | /atlas/Capability=y          | .atlas",
                "words of any case     | \"/atlas/ROLE=null/capability=Null\" .atlas        | /atlas                       | .atlas",
                "primary FQAN only     | \"/cms\" .cms                                      | /atlas /cms                  | -",
                "DN before FQAN        | \"/atlas\" .atlas; \"/C=XX/CN=Alice\" alice        | /atlas                       | alice",
                "RFC 2253              | \"CN=Alice,C=XX\" alice                            | ~~                           | alice",
                "DN is no glob         | \"/C=XX/CN=A*\" alice                              | ~~                           | -",
            })
    void argusGivesTheAccount(String row, String accounts, String fqans, String expected) {
        MappingRules rules = site(MapDialect.ARGUS, accounts, "").load();

        assertThat(target(rules, ALICE, fqans(fqans))).as(row).isEqualTo(expected);
    }

    /** Where no map gives the primary group it is that of the account, {@code atlas}. */
    @ParameterizedTest(name = "{0} {1} {2}: {3}")
    @CsvSource(
            delimiter = '|',
            value = {
                "ARGUS  | \"/atlas/*\" atlas, higgs; \"/atlas/higgs\" cms     | /atlas               | atlas | ''",
                "ARGUS  | \"/atlas/*\" atlas, higgs; \"/atlas/higgs\" cms     | /lhcb /atlas/higgs   | -     | higgs cms",
                "ARGUS  | \"/atlas\" atlas; \"/atlas\" higgs                  | /lhcb /atlas         | -     | higgs",
                "ARGUS  | \"/C=XX/CN=Alice\" prd, higgs; \"/atlas\" atlas     | /atlas               | prd   | higgs atlas",
                "LCMAPS | \"/atlas/*\" atlas, higgs; \"/atlas/higgs/*\" cms   | /atlas               | atlas | ''",
                "LCMAPS | \"/atlas/*\" atlas, higgs; \"/cms/*\" cms           | /lhcb /cms /atlas    | -     | cms",
                "LCMAPS | \"/atlas/*\" .pool, higgs                           | /atlas               | higgs | ''",
                "LCMAPS | \"/C=XX/CN=Alice\" prd; \"/atlas/*\" atlas          | /atlas               | atlas | ''",
            })
    void groupsAreThoseOfTheDialect(MapDialect dialect, String groups, String fqans, String primary, String secondary) {
        MappingRules rules = site(dialect, "", groups).load();

        Account account = rules.account("alice", ALICE, fqans(fqans)).orElseThrow();
        String ofMap =
                rules.primaryGroup(ALICE, fqans(fqans)).map(UnixGroup::name).orElse("-");
        String others = account.secondaryGroups().stream().map(UnixGroup::name).collect(Collectors.joining(" "));

        assertThat(ofMap).isEqualTo(primary);
        assertThat(others).isEqualTo(secondary);
    }

    /** `vomslocalgroup -> vomslocalaccount | localaccount`: who has a group by VOMS has the account by VOMS, or none. */
    @Test
    void inLcmapsTheDnIsAskedOnlyWhereNoGroupFits() {
        MappingRules rules = site(MapDialect.LCMAPS, "\"/C=XX/CN=Alice\" alice", "\"/atlas/*\" atlas")
                .load();

        assertThat(target(rules, ALICE, fqans("/atlas"))).isEqualTo("-");
        assertThat(target(rules, ALICE, fqans("/cms"))).isEqualTo("alice");
        assertThat(target(rules, ALICE, List.of())).isEqualTo("alice");
    }

    @Test
    void lcmapsComparesNamesAsOpensslPrintsThem() {
        MappingRules rules =
                site(MapDialect.LCMAPS, "\"/C=XX/CN=Fr\\xC3\\xA9d\" alice", "").load();

        assertThat(target(rules, new Dn("/C=XX/CN=Fréd"), List.of())).isEqualTo("alice");
    }

    @Test
    void severalAccountMapsAreReadAsOne() {
        Site site = site(MapDialect.ARGUS, "\"/C=XX/CN=Alice\" alice", "");
        Path more = Path.of(directory.toString(), "vo-mapfile");
        site.write("vo-mapfile", "\"/atlas\" .atlas\n");
        MappingFiles files = new MappingFiles(
                List.of(directory.resolve("accounts.map"), more),
                site.files().groupMaps(),
                site.files().users(),
                List.of());

        MappingRules rules = MappingRules.load(files, Site.LIMITS);

        assertThat(target(rules, ALICE, List.of())).isEqualTo("alice");
        assertThat(rules.accountRule(new Dn("/CN=x"), fqans("/atlas")))
                .map(AccountRule::origin)
                .contains("vo-mapfile:1");
    }

    static LongStream seeds() {
        return LongStream.range(0, 60);
    }

    /** The index that serves and the search that explains are two programs; they must say the same. */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void explanationNamesTheLineThatServes(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        MapDialect dialect = random.nextBoolean() ? MapDialect.ARGUS : MapDialect.LCMAPS;
        MapOrder order = new MapOrder(random.nextBoolean(), random.nextBoolean(), false, 0, false);
        Site site = Site.in(directory)
                .terms(dialect, order)
                .accountMap(lines(random, dialect, "alice", ".atlas", ".cms", "pilot"))
                .groupMap(lines(random, dialect, "atlas", "cms", "higgs"));
        MappingRules rules = site.load();

        for (int n = 0; n < 20; n++) {
            Dn dn = new Dn("/C=XX/CN=" + "AB".charAt(random.nextInt(2)));
            List<Fqan> fqans = IntStream.range(0, random.nextInt(3))
                    .mapToObj(i -> fqan(random))
                    .toList();
            MapExplanation explanation =
                    MapExplanation.of(site.files(), new MappingTerms(dialect, order, Site.LIMITS), dn, fqans);

            assertThat(explanation.lines().accounts().stream()
                            .filter(LineVerdict::counts)
                            .map(verdict -> "accounts.map:" + verdict.at().line()))
                    .containsExactlyElementsOf(rules.accountRule(dn, fqans).map(AccountRule::origin).stream()
                            .toList());
            assertThat(explanation.account())
                    .isEqualTo(target(rules, dn, fqans).equals("-") ? List.of() : List.of(target(rules, dn, fqans)));
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void lineThatLintSaysIsShadowedNeverServes(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        MapDialect dialect = random.nextBoolean() ? MapDialect.ARGUS : MapDialect.LCMAPS;
        MapOrder order = MapOrder.usualFor(dialect);
        Site site = Site.in(directory)
                .terms(dialect, order)
                .accountMap(lines(random, dialect, "alice", ".atlas", ".cms", "pilot"));
        MappingRules rules = site.load();
        List<String> shadowed = MapLint.of(site.files(), new MappingTerms(dialect, order, Site.LIMITS)).stream()
                .filter(finding -> finding.rule() == MapRule.SHADOWED_LINE || finding.rule() == MapRule.NEVER_FITS)
                .map(finding -> "accounts.map:" + finding.at().line())
                .toList();

        for (int n = 0; n < 40; n++) {
            Dn dn = new Dn("/C=XX/CN=" + "AB".charAt(random.nextInt(2)));
            List<Fqan> fqans = IntStream.range(0, random.nextInt(3))
                    .mapToObj(i -> fqan(random))
                    .toList();

            assertThat(rules.accountRule(dn, fqans).map(AccountRule::origin))
                    .isNotIn(shadowed.stream().map(Optional::of).toList());
        }
    }

    private static String lines(SplittableRandom random, MapDialect dialect, String... values) {
        String[] keys = dialect == MapDialect.ARGUS
                ? new String[] {"/C=XX/CN=A", "/C=XX/CN=B", "/atlas", "/atlas/*", "/atlas/Role=*", "/cms/Role=r", "/cms"
                }
                : new String[] {"/C=XX/CN=A", "/C=XX/*", "/atlas*", "/atlas/*", "/*/Role=r/*", "/cms/Role=?/*", "*"};
        return IntStream.range(0, 2 + random.nextInt(5))
                .map(i -> random.nextInt(keys.length))
                .distinct()
                .mapToObj(i -> "\"" + keys[i] + "\" " + values[random.nextInt(values.length)] + "\n")
                .collect(Collectors.joining());
    }

    private static Fqan fqan(SplittableRandom random) {
        String[] groups = {"/atlas", "/atlas/a", "/atlasfake", "/cms"};
        return Fqan.parse(groups[random.nextInt(4)] + (random.nextBoolean() ? "" : "/Role=r"));
    }
}
