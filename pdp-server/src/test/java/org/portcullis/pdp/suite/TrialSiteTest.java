package org.portcullis.pdp.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.portcullis.pdp.config.ConfigException;
import org.portcullis.pdp.decide.Snapshots;
import org.portcullis.pdp.mapping.AccountLimits;
import org.portcullis.pdp.mapping.MappingFiles;
import org.portcullis.pdp.mapping.MappingRules;

/** Each question has a world of its own, made of the rooms that serve. */
class TrialSiteTest {
    private static final Path PACK = Path.of("../policies/src/main/packs/mupj");
    private static final Instant NOW = Instant.parse("2009-10-01T12:00:00Z");

    @TempDir
    private Path directory;

    private TrialSite site = TrialSite.of(PACK, NOW);

    @BeforeEach
    void newSite() {
        site = TrialSite.of(PACK, NOW);
    }

    @Test
    void leasesDoNotLeakFromOneTestIntoTheNext() {
        String pool = "pools: {atlas: 1}";

        assertThat(answer(pool, "/CN=ann").obligations()).isNotEmpty();
        assertThat(answer(pool, "/CN=ben").obligations())
                .isEqualTo(answer(pool, "/CN=ann").obligations());
    }

    @Test
    void otherDataIsForOneTestOnly() {
        String unserved = "data: {vos: {vos: {atlas: {supported: false}}}}";

        assertThat(answer(unserved, "/CN=ann").fields()).containsEntry("reason", "vo-not-supported");
        assertThat(answer("bans: []", "/CN=ann").fields()).containsEntry("decision", "Permit");
    }

    @Test
    void withoutAccountsThePolicyAloneIsAsked() {
        CaseAnswer answer = answer("bans: []", "/CN=ann");

        assertThat(answer.fields())
                .containsEntry("decision", "Permit")
                .containsEntry("rule", "permitted/R29-own-work")
                .containsEntry("responsible", "user");
        assertThat(answer.obligations()).isEmpty();
    }

    @Test
    void theMappingOfASiteIsForTestsWithoutAccountsOfTheirOwn() {
        site = TrialSite.of(PACK, mapping("\"/CN=ann\" annie\n"), NOW);

        assertThat(answer("bans: []", "/CN=ann").obligations()).contains(Map.of("id", "username", "user", "annie"));
        assertThat(answer("bans: []", "/CN=ben").fields()).containsEntry("reason", "mapping-none");
        assertThat(answer("pools: {atlas: 1}", "/CN=ben").fields()).containsEntry("decision", "Permit");
    }

    @Test
    void whoHasALineOfHisOwnGetsThatAccount() {
        String accounts = "pools: {atlas: 2}, accounts: {\"/CN=ann\": annie, \"/atlas\": .atlas},"
                + " groups: {\"/atlas\": [higgs]}";

        assertThat(answer(accounts, "/CN=ann").obligations()).contains(Map.of("id", "username", "user", "annie"));
        assertThat(answer(accounts, "/CN=ben").obligations())
                .contains(Map.of("id", "uidgid", "uid", "20000", "gid", "3001"));
    }

    @Test
    void aWorldThatCannotBeMadeIsReportedWithTheTestItIsOf() {
        Suite suite = suite("pools: {atlas: 1}, accounts: {\"/atlas/*x\": .atlas}", "/CN=ann");

        ConfigException refusal = catchThrowableOfType(ConfigException.class, () -> site.prepare(List.of(suite)));

        assertThat(refusal.problems())
                .singleElement()
                .asString()
                .contains("a_test.yaml:3:5: with the accounts given: ");
    }

    @Test
    void whatABanAnswersReachesNoPolicy() {
        assertThat(site.reached(suite("bans: [\"vo:atlas\"]", "/CN=ann").cases().get(0)))
                .isEmpty();
        assertThat(site.reached(suite("bans: [\"vo:cms\"]", "/CN=ann").cases().get(0)))
                .isPresent();
    }

    private CaseAnswer answer(String given, String dn) {
        Suite suite = suite(given, dn);
        site.prepare(List.of(suite));
        return ((Respondent.Response.Answered) site.ask(suite.cases().get(0))).answer();
    }

    private Suite suite(String given, String dn) {
        try {
            Path file = Files.writeString(directory.resolve("a_test.yaml"), """
                    suite: s
                    tests:
                      - name: one
                        given: {%s}
                        when: {subject: {dn: %s, fqans: [/atlas]}, resource: ce, action: queue}
                        then: {decision: Permit}
                    """.formatted(given, dn));
            return SuiteReader.read(List.of(file)).get(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private MappingRules mapping(String accounts) {
        Snapshots.write(directory.resolve("accounts.map"), accounts);
        Snapshots.write(directory.resolve("groups.map"), "");
        Snapshots.write(directory.resolve("passwd"), "annie:x:5001:5001::/:/bin/sh\n");
        Snapshots.write(directory.resolve("group"), "annie:x:5001:\n");
        return MappingRules.load(
                new MappingFiles(
                        directory.resolve("accounts.map"),
                        directory.resolve("groups.map"),
                        directory.resolve("passwd"),
                        directory.resolve("group")),
                new AccountLimits(1000, 1000, Set.of()));
    }
}
