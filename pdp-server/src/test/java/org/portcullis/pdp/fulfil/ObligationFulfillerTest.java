package org.portcullis.pdp.fulfil;

import static org.assertj.core.api.Assertions.assertThat;
import static org.portcullis.profile.ObligationId.ACCOUNT;
import static org.portcullis.profile.ObligationId.ROOT_AND_HOME_PATHS;
import static org.portcullis.profile.ObligationId.SECONDARY_GIDS;
import static org.portcullis.profile.ObligationId.UIDGID;
import static org.portcullis.profile.ObligationId.USERNAME;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.portcullis.pdp.decide.Snapshots;
import org.portcullis.pdp.mapping.AccountMapper;
import org.portcullis.pdp.mapping.MappingRules;
import org.portcullis.profile.AuthzRequest;
import org.portcullis.profile.Decision;
import org.portcullis.profile.Decision.Deny;
import org.portcullis.profile.Decision.Indeterminate;
import org.portcullis.profile.Decision.NotApplicable;
import org.portcullis.profile.Decision.Permit;
import org.portcullis.profile.ErrorKind;
import org.portcullis.profile.Obligation;
import org.portcullis.profile.Obligation.PosixAccount;
import org.portcullis.profile.Obligation.RootAndHomePaths;
import org.portcullis.profile.Obligation.SecondaryGids;
import org.portcullis.profile.Obligation.UidGid;
import org.portcullis.profile.Obligation.Username;
import org.portcullis.profile.ObligationId;
import org.portcullis.profile.Profile;
import org.portcullis.profile.ReasonCode;
import org.portcullis.profile.ResourceType;
import org.portcullis.profile.SupportedObligations;

class ObligationFulfillerTest {
    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
    private static final AuthzRequest ALICE =
            Snapshots.request("/C=XX/CN=Alice", "/atlas/Role=production", "/atlas/higgs");
    private static final UidGid IDS = new UidGid(50001, 5001);
    private static final SecondaryGids GROUPS = new SecondaryGids(List.of(5002L));
    private static final Username USER = new Username("atlas001");

    @TempDir
    private Path directory;

    private final MemoryLeases leases = new MemoryLeases();
    private final ObligationFulfiller fulfiller = new ObligationFulfiller(new AccountMapper(leases));
    private MappingRules rules;

    @BeforeEach
    void poolForAtlas() {
        rules = Snapshots.mapping(
                directory,
                "\"/C=XX/CN=Root\" alice\n\"/atlas/*/Role=*\" .atlas\n",
                "\"/atlas/Role=production\" prd\n\"/atlas/higgs\" higgs\n\"/atlas\" atlas\n");
    }

    static Stream<Arguments> supported() {
        return Stream.of(
                Arguments.of(Set.of(UIDGID, SECONDARY_GIDS, USERNAME), List.of(IDS, GROUPS, USER)),
                Arguments.of(Set.of(UIDGID), List.of(IDS)),
                Arguments.of(Set.of(USERNAME), List.of(USER)),
                Arguments.of(Set.of(UIDGID, SECONDARY_GIDS), List.of(IDS, GROUPS)),
                Arguments.of(Set.of(USERNAME, ACCOUNT), List.of(USER)));
    }

    @ParameterizedTest
    @MethodSource("supported")
    void onlyWhatThePepSupportsIsAskedOfIt(Set<ObligationId> supported, List<Obligation> obligations) {
        assertThat(fulfil(ALICE.withSupported(new SupportedObligations(true, supported))))
                .isEqualTo(new Permit(obligations));
    }

    @Test
    void pathsAreForStorageAndForPepsThatKnowThem() {
        rules = Snapshots.mappingWithStorage(directory, "\"/atlas/*/Role=*\" /pnfs/atlas, /pnfs/atlas/users\n");
        RootAndHomePaths paths = new RootAndHomePaths("/pnfs/atlas", "/pnfs/atlas/users");
        SupportedObligations all = new SupportedObligations(true, Set.of(USERNAME, ROOT_AND_HOME_PATHS));
        AuthzRequest storage = Snapshots.at(ALICE, ResourceType.SE);

        assertThat(fulfil(storage.withSupported(all))).isEqualTo(new Permit(List.of(USER, paths)));
        assertThat(fulfil(storage.withSupported(new SupportedObligations(true, Set.of(USERNAME)))))
                .isEqualTo(new Permit(List.of(USER)));
        assertThat(fulfil(Snapshots.at(ALICE, ResourceType.WN).withSupported(all)))
                .isEqualTo(new Permit(List.of(USER)));
    }

    @ParameterizedTest
    @EnumSource(names = {"SECONDARY_GIDS", "ACCOUNT", "AFS_TOKEN"})
    void pepThatCannotBeToldAnAccountIsDeniedAndNoneIsTaken(ObligationId id) {
        AuthzRequest request = ALICE.withSupported(new SupportedObligations(true, Set.of(id)));

        assertThat(fulfil(request)).isEqualTo(new Deny(ReasonCode.OBLIGATIONS_UNSUPPORTED));
        assertThat(leases.all()).isEmpty();
    }

    @Test
    void pepThatNamesNothingWeKnowIsNotUnderstoodAndNoAccountIsTaken() {
        AuthzRequest unknown = ALICE.withSupported(new SupportedObligations(true, Set.of()));
        AuthzRequest silent = ALICE.withSupported(new SupportedObligations(false, Set.of()));

        assertThat(fulfil(unknown)).isEqualTo(new Indeterminate(ErrorKind.OBLIGATIONS_NOT_UNDERSTOOD));
        assertThat(fulfil(silent)).isEqualTo(new Indeterminate(ErrorKind.OBLIGATIONS_NOT_UNDERSTOOD));
        assertThat(leases.all()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "AUTHZ_INTEROP")
    void argusProfilesGetTheAccountByName(Profile profile) {
        AuthzRequest request = new AuthzRequest(
                profile,
                ALICE.subject(),
                ALICE.pilotJob(),
                ALICE.resource(),
                ALICE.action(),
                new SupportedObligations(false, Set.of()));

        assertThat(fulfil(request))
                .isEqualTo(new Permit(List.of(new PosixAccount("atlas001", "prd", List.of("higgs")))));
    }

    @Test
    void noSecondaryGroupsAreNoObligation() {
        AuthzRequest request = Snapshots.request("/C=XX/CN=Root", "/atlas");

        assertThat(fulfil(request)).isEqualTo(new Permit(List.of(new UidGid(10001, 5000), new Username("alice"))));
    }

    @Test
    void everyOtherDecisionPassesUntouched() {
        List<Decision> others = List.of(
                new Deny(ReasonCode.BANNED_SUBJECT), new NotApplicable(), new Indeterminate(ErrorKind.POLICY_ERROR));

        assertThat(others)
                .allSatisfy(decision -> assertThat(fulfiller.fulfil(rules, ALICE, decision, NOW))
                        .isSameAs(decision));
        assertThat(leases.all()).isEmpty();
    }

    @Test
    void sameSubjectKeepsTheAccountAndTheNextGetsAnother() {
        AuthzRequest bob = Snapshots.request("/C=XX/CN=Bob", "/atlas");

        assertThat(fulfil(ALICE)).isEqualTo(fulfil(ALICE));
        assertThat(fulfil(bob)).isEqualTo(new Permit(List.of(new UidGid(50002, 5000), new Username("atlas002"))));
    }

    @Test
    void exhaustedPoolIsADeny() {
        fulfil(ALICE);
        fulfil(Snapshots.request("/C=XX/CN=Bob", "/atlas"));

        assertThat(fulfil(Snapshots.request("/C=XX/CN=Carol", "/atlas")))
                .isEqualTo(new Deny(ReasonCode.MAPPING_EXHAUSTED));
    }

    @Test
    void subjectWithoutARuleIsADeny() {
        assertThat(fulfil(Snapshots.request("/C=XX/CN=Alice", "/cms"))).isEqualTo(new Deny(ReasonCode.MAPPING_NONE));
    }

    @Test
    void storeThatDoesNotAnswerMayBeAskedElsewhere() {
        leases.fail();

        assertThat(fulfil(ALICE)).isEqualTo(new Indeterminate(ErrorKind.STORE_UNAVAILABLE));
    }

    private Decision fulfil(AuthzRequest request) {
        return fulfiller.fulfil(rules, request, Snapshots.bare(), NOW);
    }
}
