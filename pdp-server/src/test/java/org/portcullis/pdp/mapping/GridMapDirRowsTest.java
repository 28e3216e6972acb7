package org.portcullis.pdp.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.portcullis.pdp.store.GridMapDirLeases;
import org.portcullis.profile.Action;
import org.portcullis.profile.ActionType;
import org.portcullis.profile.AuthzRequest;
import org.portcullis.profile.Credential;
import org.portcullis.profile.Dn;
import org.portcullis.profile.Fqan;
import org.portcullis.profile.Pilot;
import org.portcullis.profile.PilotJob;
import org.portcullis.profile.Profile;
import org.portcullis.profile.Resource;
import org.portcullis.profile.ResourceType;
import org.portcullis.profile.Subject;
import org.portcullis.profile.SupportedObligations;

/** Pools and leases row by row as LCMAPS and Argus have them, on a gridmapdir, with maps in either dialect. */
class GridMapDirRowsTest {
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final Instant LONG_AGO = Instant.parse("2026-01-01T00:00:00Z");
    private static final String LINK = "%2fc%3dxx%2fcn%3d";

    @TempDir
    private Path directory;

    private Path shared;

    @BeforeEach
    void makeDirectory() throws IOException {
        shared = Files.createDirectory(directory.resolve("gridmapdir"));
        for (String name : List.of(
                "atlas001", "atlas002", "atlas010", "atlasprd001", "cms001", "root", ".atlas003", "atlas004~")) {
            Files.createFile(shared.resolve(name));
        }
    }

    private LeaseRegister open() {
        return GridMapDirLeases.open(shared, directory.resolve("leases.db"), LeaseTerms.DEFAULTS, () -> NOW);
    }

    private Site site(MapDialect dialect) {
        String cms = dialect == MapDialect.LCMAPS ? "/cms/*" : "/cms";
        return Site.in(directory)
                .terms(dialect, MapOrder.usualFor(dialect))
                .accountMap("\"/atlas/*\" .atlas\n\"" + cms + "\" .cms\n")
                .groupMap("\"/atlas/*\" atlas\n");
    }

    private MappingRules rules(MapDialect dialect) {
        return site(dialect).load();
    }

    private static Dn dn(String name) {
        return new Dn("/C=XX/CN=" + name);
    }

    private static List<Fqan> fqans(String... texts) {
        return Arrays.stream(texts).map(Fqan::parse).toList();
    }

    /** The account that somebody gets, or why he gets none. */
    private static String ask(LeaseStore store, MappingRules rules, String name, String... fqans) {
        return ask(store, rules, new PilotJob.None(), name, fqans);
    }

    private static String ask(LeaseStore store, MappingRules rules, PilotJob job, String name, String... fqans) {
        AuthzRequest request = new AuthzRequest(
                Profile.AUTHZ_INTEROP,
                new Subject(dn(name), fqans(fqans), Set.of(), new Credential.Bare(), Set.of()),
                job,
                new Resource(ResourceType.WN, "wn", List.of()),
                new Action(ActionType.EXECUTE_NOW, "execute-now"),
                new SupportedObligations(false, Set.of()));
        Mapping mapping = new AccountMapper(store).map(rules, request, NOW);
        return mapping instanceof Mapping.Mapped mapped
                ? mapped.account().user()
                : ((Mapping.Refused) mapping).reason().value();
    }

    /** As LCMAPS or Argus do it. */
    private void link(String account, String name) throws IOException {
        Files.createLink(shared.resolve(name), shared.resolve(account));
    }

    private List<String> links() throws IOException {
        try (Stream<Path> files = Files.list(shared)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith("%"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @EnumSource(MapDialect.class)
    void p1PoolIsAPrefixAndANumberAndNothingElse(MapDialect dialect) {
        MappingRules rules = rules(dialect);
        try (LeaseRegister store = open()) {
            assertThat(Stream.of("Ann", "Ben", "Cat").map(name -> ask(store, rules, name, "/atlas")))
                    .containsExactly("atlas001", "atlas002", "atlas010");
            assertThat(ask(store, rules, "Dan", "/atlas")).isEqualTo("mapping-exhausted");
        }
    }

    @ParameterizedTest
    @EnumSource(MapDialect.class)
    void p2AccountWithASecondLinkOrWithoutAFileIsNotFree(MapDialect dialect) throws IOException {
        link("atlas001", LINK + "other");
        Files.delete(shared.resolve("atlas002"));
        try (LeaseRegister store = open()) {
            assertThat(ask(store, rules(dialect), "Ann", "/atlas")).isEqualTo("atlas010");
        }
    }

    @ParameterizedTest
    @EnumSource(MapDialect.class)
    void p3AndP4LeaseIsNamedByTheEncodedDnAndThePrimaryGroup(MapDialect dialect) throws IOException {
        MappingRules rules = rules(dialect);
        try (LeaseRegister store = open()) {
            ask(store, rules, "Ann B", "/atlas", "/cms");
            ask(store, rules, "Ben", "/cms");
        }

        assertThat(links()).containsExactly(LINK + "ann%20b:atlas", LINK + "ben");
    }

    @ParameterizedTest
    @EnumSource(MapDialect.class)
    void p5OtherGroupsMoveNobody(MapDialect dialect) {
        MappingRules rules = rules(dialect);
        try (LeaseRegister store = open()) {
            String alone = ask(store, rules, "Ann", "/atlas");

            assertThat(ask(store, rules, "Ann", "/atlas", "/cms", "/atlas/higgs"))
                    .isEqualTo(alone);
        }
    }

    @ParameterizedTest
    @EnumSource(MapDialect.class)
    void p6LeaseOfLcmapsIsUsedAndTouched(MapDialect dialect) throws IOException {
        link("atlas002", LINK + "ann:atlas");
        Path lease = shared.resolve(LINK + "ann:atlas");
        Files.setLastModifiedTime(lease, FileTime.from(LONG_AGO));
        MappingRules rules = rules(dialect);
        try (LeaseRegister store = open()) {
            assertThat(ask(store, rules, "Ann", "/atlas")).isEqualTo("atlas002");
            assertThat(ask(store, rules, "Ann", "/atlas")).isEqualTo("atlas002");
        }

        assertThat(Files.getLastModifiedTime(lease).toInstant()).isEqualTo(NOW);
    }

    @ParameterizedTest
    @EnumSource(MapDialect.class)
    void p6WhatContradictsItselfIsFrozenAndALoneLinkIsNone(MapDialect dialect) throws IOException {
        link("cms001", LINK + "wrong:atlas");
        link("atlas001", LINK + "three:atlas");
        link("atlas001", LINK + "names:atlas");
        Files.createFile(shared.resolve(LINK + "lone:atlas"));
        MappingRules rules = rules(dialect);
        try (LeaseRegister store = open()) {
            assertThat(ask(store, rules, "Wrong", "/atlas")).isEqualTo("mapping-frozen");
            assertThat(ask(store, rules, "Three", "/atlas")).isEqualTo("mapping-frozen");
            assertThat(ask(store, rules, "Lone", "/atlas")).isEqualTo("atlas002");
        }
    }

    @ParameterizedTest
    @EnumSource(MapDialect.class)
    void p7TwoServersOnOneDirectoryGiveTwoAccounts(MapDialect dialect) {
        MappingRules rules = rules(dialect);
        try (LeaseRegister one = open();
                LeaseRegister other =
                        GridMapDirLeases.open(shared, directory.resolve("other.db"), LeaseTerms.DEFAULTS, () -> NOW)) {
            assertThat(ask(one, rules, "Ann", "/atlas")).isEqualTo("atlas001");
            assertThat(ask(other, rules, "Ben", "/atlas")).isEqualTo("atlas002");
            assertThat(ask(other, rules, "Ann", "/atlas")).isEqualTo("atlas001");
        }
    }

    @ParameterizedTest
    @EnumSource(MapDialect.class)
    void p8FullPoolIsNoReasonToTryTheNextFqan(MapDialect dialect) {
        MappingRules rules = rules(dialect);
        try (LeaseRegister store = open()) {
            assertThat(ask(store, rules, "Ann", "/cms")).isEqualTo("cms001");

            assertThat(ask(store, rules, "Ben", "/cms", "/atlas")).isEqualTo("mapping-exhausted");
        }
    }

    @ParameterizedTest
    @EnumSource(MapDialect.class)
    void p9WhoIsOnlyLookedUpGetsNoLease(MapDialect dialect) throws IOException {
        MappingRules rules = rules(dialect);
        MappingTerms terms = new MappingTerms(dialect, MapOrder.usualFor(dialect), Site.LIMITS);
        PilotJob job = new PilotJob.BroughtBy(new Pilot(dn("Pilot"), fqans("/atlas"), Set.of(), Set.of()));
        try (LeaseRegister store = open()) {
            MapExplanation explained = MapExplanation.of(site(dialect).files(), terms, dn("Ann"), fqans("/atlas"));
            ask(store, rules, job, "Ann", "/atlas");

            assertThat(explained.account()).containsExactly(".atlas");
            assertThat(links()).containsExactly(LINK + "ann:atlas");
            assertThat(store.find(new LeaseKey(new Pool("atlas"), dn("Pilot"), "atlas")))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(MapDialect.class)
    void p10PersonHasOneAccountHoweverOftenHeComesAndACountedLeaseOfLcmapsStaysItsHolders(MapDialect dialect)
            throws IOException {
        link("atlas001", LINK + "ann:atlas:mapcount=0002");
        MappingRules rules = rules(dialect);
        try (LeaseRegister store = open()) {
            assertThat(Stream.of(1, 2, 3).map(time -> ask(store, rules, "Ann", "/atlas")))
                    .containsExactly("atlas002", "atlas002", "atlas002");
            assertThat(ask(store, rules, "Ben", "/atlas")).isEqualTo("atlas010");
            assertThat(ask(store, rules, "Cat", "/atlas")).isEqualTo("mapping-exhausted");
        }
    }

    /** Questions cannot ask for an account; an import can. */
    @Test
    void p11AccountThatIsAskedForByNameIsGivenIfItIsFreeOrHeldAlready() {
        List<Lease> wanted = List.of(lease("Ann", "atlas002"), lease("Ben", "atlas002"), lease("Ann", "atlas002"));
        try (LeaseRegister store = open()) {
            List<LeaseOutcome> outcomes = store.moveIn(wanted);

            assertThat(outcomes.stream()
                            .map(outcome -> outcome.match(Lease::account, reason -> reason.value()))
                            .toList())
                    .containsExactly("atlas002", "mapping-exhausted", "atlas002");
        }
    }

    private static Lease lease(String name, String account) {
        return new Lease(new LeaseKey(new Pool("atlas"), dn(name), "atlas"), account, NOW);
    }

    @Test
    void p11AccountOfAnotherPoolIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> lease("Ann", "cms001"))
                .withMessageContaining("`cms001` is not one of pool `.atlas`");
    }

    @ParameterizedTest
    @EnumSource(MapDialect.class)
    void p11NobodyBecomesRoot(MapDialect dialect) {
        Site site =
                Site.in(directory).terms(dialect, MapOrder.usualFor(dialect)).accountMap("\"/C=XX/CN=Ann\" root\n");

        assertThat(site.problems())
                .containsExactly("accounts.map:1:16: account `root` has uid 0, which min-uid does not allow");
    }
}
