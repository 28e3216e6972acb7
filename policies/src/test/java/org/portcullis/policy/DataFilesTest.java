package org.portcullis.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.portcullis.policy.DraftPack.rule;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.portcullis.policy.facts.DataFile;
import org.portcullis.policy.facts.Freshness;
import org.portcullis.policy.facts.SiteData;
import org.portcullis.policy.facts.Validity;

/** What data files may and may not say; one that is missing refuses the pack. */
class DataFilesTest {
    private static final String REGIME =
            "regimes: [{id: r, valid-from: 2009-01-01, valid-until: 2009-12-31, suspends: [all], opted-in: true}]\n";
    private static final String FRAMEWORK =
            "frameworks: {a: {traceability: open, contact: c, reviewed: 2009-01-01, valid-until: 2009-12-31}}\n";
    private static final String EXCEPTION =
            "peps: [{host: h, capability: logging-only, exceptions: [{approver: a, valid-until: 2009-12-31}]}]\n";

    private static final String PROXIES = "leaf-lifetime: 24h\nfirst-lifetime: 14d\n";

    @TempDir
    private Path directory;

    static Stream<Arguments> badFiles() {
        return Stream.of(
                bad("owners", "owners: {}", "1:1: `enabled` is missing"),
                bad("owners", "enabled: true", "1:1: `owners` is missing"),
                bad("owners", "enabled: yes\nowners: {}", "1:10: `yes` is none of false, true"),
                bad("owners", owners("/CN=Ann"), "2:14: here must stand keys and values"),
                bad("owners", owners("{dn: Ann}"), "2:19: `Ann` is not a DN like"),
                bad("owners", owners("{}"), "2:14: `dn` is missing"),
                bad("owners", owners("{dn: /CN=A, nd: x}"), "2:26: unknown key `nd`"),
                bad("owners", owners("{dn: /CN=A}, {dn: /CN=A}"), "2:32: `/CN=A` stands here twice"),
                bad("owners", owners("{dn: /CN=A, valid-until: soon}"), "`soon` is neither a date"),
                bad("owners", "enabled: true\nowners: {a: /CN=A}", "2:13: `a` must be a list"),
                bad("owners", "enabled: true\nowners: {'a b': []}", "2:10: `a b` is not a VO name"),
                bad("owners", owners("{dn: /CN=A, may-vouch: yes}"), "`yes` is none of false, true"),
                bad("owners", "as-of: yesterday\n" + owners("{dn: /CN=A}"), "1:8: `yesterday` is neither a date"),
                bad("frameworks", FRAMEWORK.replace("open", "sure"), "`sure` is none of attested, open"),
                bad("frameworks", FRAMEWORK.replace("contact: c, ", ""), "`contact` is missing"),
                bad("frameworks", FRAMEWORK.replace("reviewed: 2009-01-01, ", ""), "`reviewed` is missing"),
                bad("frameworks", FRAMEWORK.replace(", valid-until: 2009-12-31", ""), "`valid-until` is missing"),
                bad("frameworks", FRAMEWORK.replace("2009-12-31", "2008-12-31"), "ends before it begins; correct rev"));
    }

    static Stream<Arguments> badCalendarsAndLists() {
        return Stream.of(
                bad("regimes", "{}", "1:1: `regimes` is missing"),
                bad("regimes", REGIME.replace("id: r, ", ""), "`id` is missing"),
                bad("regimes", REGIME.replace("id: r", "id: jspg"), "`jspg` is not the id of a regime"),
                bad("regimes", REGIME.replace("id: r", "id: R 1"), "`R 1` is not the id of a regime"),
                bad("regimes", REGIME.replace(" valid-until: 2009-12-31,", ""), "`valid-until` is missing"),
                bad("regimes", REGIME.replace(", opted-in: true", ""), "`opted-in` is missing"),
                bad("regimes", REGIME.replace("all", "most"), "`most` is none of all, identity-switching, pilot-own"),
                bad("regimes", REGIME.replace("[all]", "[]"), "`suspends` must be a list with at least one value"),
                bad("regimes", REGIME + "sites-must-allow: {vos: [a]}", "2:19: `checklist` is missing"),
                bad("regimes", REGIME + mustAllow("almost"), "`almost` is none of done, open"),
                bad("regimes", renewed("renewed-until: 2010-06-30, approver: a"), "`approved` is missing"),
                bad("regimes", renewed("renewed-until: 2010-06-30, approved: 2009-12-01"), "`approver` is missing"),
                bad("regimes", renewed("approver: a, approved: 2009-12-01"), "`renewed-until` is missing"),
                bad(
                        "regimes",
                        renewed("renewed-until: 2010-06-30, approver: a, approved: 2010-01-01"),
                        "this was approved when there was nothing left to renew"),
                bad(
                        "regimes",
                        renewed("renewed-until: 2009-12-31, approver: a, approved: 2009-12-01"),
                        "this renews nothing"),
                bad("peps", "default: logging\npeps: []", "1:10: `logging` is none of logging-only, switching"),
                bad("peps", EXCEPTION.replace("host: h", "name: h"), "1:8: a PEP is named either by `dn` or by `host`"),
                bad("peps", EXCEPTION.replace("host: h", "host: h, dn: /CN=E"), "named either by `dn` or by `host`"),
                bad("peps", EXCEPTION.replace("capability: logging-only, ", ""), "`capability` is missing"),
                bad("peps", EXCEPTION.replace("approver: a, ", ""), "`approver` is missing"),
                bad("peps", EXCEPTION.replace(", valid-until: 2009-12-31", ""), "`valid-until` is missing"),
                bad("peps", "peps: [" + pep("H") + ", " + pep("h") + "]", "`h` stands here twice; keep one"),
                bad("roles", "{}", "1:1: `payload-is-pilot` is missing"),
                bad("roles", "payload-is-pilot: true", "1:19: `true` is none of allow, deny"),
                bad("proxies", "leaf-lifetime: 24h", "1:1: `first-lifetime` is missing"),
                bad("proxies", PROXIES + "attribute-lifetime: 1 day", "3:21: `1 day` is not a time like 90m"),
                bad("proxies", "leaf-lifetime: 24\nfirst-lifetime: 14d", "1:16: `24` is not a time like 90m"),
                bad("proxies", "leaf-lifetime: 0h\nfirst-lifetime: 14d", "1:16: `0h` is not a time like 90m"));
    }

    @ParameterizedTest(name = "{0}: {2}")
    @MethodSource({"badFiles", "badCalendarsAndLists"})
    void aBadFileIsRefusedWithItsPlace(String name, String text, String problem) {
        DraftPack pack = draft().file("data/" + name + ".yaml", text);

        PackException refusal = catchThrowableOfType(PackException.class, () -> pack.load("p"));

        assertThat(refusal.problems())
                .anySatisfy(line -> assertThat(line)
                        .matches("data/" + name + "\\.yaml:\\d+:\\d+: .*")
                        .contains(problem));
    }

    static Stream<String> files() {
        return DraftPack.DATA.keySet().stream().sorted();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("files")
    void aFileThatIsMissingRefusesThePack(String name) throws IOException {
        DraftPack pack = draft();
        Files.delete(directory.resolve(name));

        PackException refusal = catchThrowableOfType(PackException.class, () -> pack.load("p"));

        assertThat(refusal.problems()).containsExactly(name + ": the file cannot be used: it does not exist");
    }

    @Test
    void whatTheBadFilesAreMadeOfIsGood() {
        PolicyPack pack = draft().file("data/frameworks.yaml", FRAMEWORK)
                .file("data/regimes.yaml", REGIME + mustAllow("done"))
                .file("data/peps.yaml", EXCEPTION)
                .load("p");

        assertThat(pack.manifest().name()).isEqualTo("draft");
    }

    @Test
    void aFileThatMayAgeMustSayAsOfWhenItIs() {
        draft().file("pack.yaml", manifest("vos: 30d"));

        PackException refusal = catchThrowableOfType(PackException.class, () -> PackLoader.load(directory));

        assertThat(refusal.problems())
                .containsExactly("data/vos.yaml:1:1: `as-of` is missing: pack.yaml says how old this file may be");
    }

    @ParameterizedTest
    @CsvSource({
        "vos: 30, pack.yaml:5:18: `30` is not a time like",
        "bans: 30d, pack.yaml:5:13: unknown key `bans`; known are frameworks",
    })
    void anAgeIsOneOfADataFile(String limit, String problem) {
        draft().file("pack.yaml", manifest(limit));

        PackException refusal = catchThrowableOfType(PackException.class, () -> PackLoader.load(directory));

        assertThat(refusal.problems()).anySatisfy(line -> assertThat(line).startsWith(problem));
    }

    @Test
    void aFileMayBeUsedUntilItIsOlderThanAllowed() {
        draft().file("data/vos.yaml", "as-of: 2009-09-01\nvos: {}\n").file("pack.yaml", manifest("vos: 30d"));

        SiteData site = ((XacmlPolicyPack) PackLoader.load(directory)).site();

        assertThat(site.freshness())
                .isEqualTo(new Freshness(Map.of(DataFile.VOS, Instant.parse("2009-10-01T00:00:00Z"))));
    }

    @Test
    void aRenewalPutsTheEndOff() {
        DraftPack pack = draft().file(
                        "data/regimes.yaml", renewed("renewed-until: 2010-06-30, approver: a, approved: 2009-12-31"));

        SiteData site = ((XacmlPolicyPack) pack.load("p")).site();

        assertThat(site.pilots().regimes().regimes().get(0).validity())
                .isEqualTo(new Validity(Instant.parse("2009-01-01T00:00:00Z"), Instant.parse("2010-07-01T00:00:00Z")));
    }

    private static String manifest(String maxStale) {
        return "name: draft\nversion: 1.0\nroot: p\npolicies: [policy/p.xml]\nmax-stale: {" + maxStale + "}\n";
    }

    private static String renewed(String renewal) {
        return REGIME.replace("opted-in: true", "opted-in: true, renewals: [{" + renewal + "}]");
    }

    private DraftPack draft() {
        return DraftPack.in(directory).rules("p", rule("r", "Permit"));
    }

    private static Arguments bad(String name, String text, String problem) {
        return Arguments.of(name, text, problem);
    }

    private static String owners(String entries) {
        return "enabled: true\nowners: {a: [" + entries + "]}\n";
    }

    private static String mustAllow(String state) {
        return "sites-must-allow: {vos: [a], checklist: {deployed: " + state + "}}\n";
    }

    private static String pep(String host) {
        return "{host: " + host + ", capability: switching}";
    }
}
