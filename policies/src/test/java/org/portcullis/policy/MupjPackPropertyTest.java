package org.portcullis.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.portcullis.policy.facts.Circumstances;
import org.portcullis.policy.facts.Facts;
import org.portcullis.policy.facts.PilotOwner;
import org.portcullis.policy.facts.PilotOwners;
import org.portcullis.policy.facts.PilotRecords;
import org.portcullis.policy.facts.SiteData;
import org.portcullis.policy.facts.Terms;
import org.portcullis.policy.facts.Validity;
import org.portcullis.policy.facts.VoRecord;
import org.portcullis.profile.AuthzRequest;
import org.portcullis.profile.Decision;
import org.portcullis.profile.Dn;
import org.portcullis.profile.Fqan;
import org.portcullis.profile.Pilot;
import org.portcullis.profile.PilotJob;
import org.portcullis.profile.Subject;
import org.portcullis.profile.VoName;

class MupjPackPropertyTest {
    private static final int REQUESTS_PER_SEED = 300;
    private static final XacmlPolicyPack PACK = whereAnOwnerMayVouch((XacmlPolicyPack) PackLoader.load(Packs.MUPJ));

    static LongStream seeds() {
        return LongStream.range(0, 20);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void thePackAnswersLikeTheNaiveJudge(long seed) {
        RandomRequests random = new RandomRequests(seed);
        for (int i = 0; i < REQUESTS_PER_SEED; i++) {
            AuthzRequest request = random.request();
            Circumstances at = random.circumstances();

            Evaluation answer = PACK.evaluate(request, at);

            assertThat(answer).as("%s at %s", request, at).isEqualTo(NaiveJudge.judge(request, at));
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void fqansAfterTheFirstDecideNothingUnlessTheirRoleIsReserved(long seed) {
        RandomRequests random = new RandomRequests(seed);
        for (int i = 0; i < REQUESTS_PER_SEED; i++) {
            AuthzRequest request = random.request();
            Circumstances at = random.circumstances();
            Subject subject = request.subject();
            List<Fqan> primaryAndReserved = subject.fqans().stream()
                    .filter(fqan ->
                            fqan.equals(subject.fqans().get(0)) || fqan.value().endsWith("/Role=lcgadmin"))
                    .toList();
            Subject poorer = withNames(subject, primaryAndReserved, subject.vos());

            Evaluation answer = PACK.evaluate(request.withSubject(poorer), at);

            assertThat(answer).isEqualTo(PACK.evaluate(request, at));
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void aSubjectWithoutAnyVoIsNeverPermittedUnlessAPilotVouches(long seed) {
        RandomRequests random = new RandomRequests(seed);
        for (int i = 0; i < REQUESTS_PER_SEED; i++) {
            AuthzRequest request = random.request();
            Subject nobody = withNames(request.subject(), List.of(), Set.of());

            Evaluation answer = PACK.evaluate(request.withSubject(nobody), random.circumstances());

            if (answer.terms().identitySource() != Terms.IdentitySource.PILOT_ASSERTED) {
                assertThat(answer.decision()).isInstanceOf(Decision.Deny.class);
            }
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void withdrawingAVoTurnsNoDenyIntoAPermit(long seed) {
        RandomRequests random = new RandomRequests(seed);
        Map<VoName, VoRecord> fewer = new HashMap<>(PACK.site().vos());
        fewer.remove(new VoName(random.vo()));
        PolicyPack stricter = new XacmlPolicyPack(
                PACK.manifest(),
                new SiteData(
                        fewer,
                        PACK.site().proxies(),
                        PACK.site().pilots(),
                        PACK.site().freshness()),
                PACK.engine());
        for (int i = 0; i < REQUESTS_PER_SEED; i++) {
            AuthzRequest request = random.request();
            Circumstances at = random.circumstances();

            Evaluation answer = stricter.evaluate(request, at);

            if (answer.decision() instanceof Decision.Permit) {
                assertThat(PACK.evaluate(request, at).decision()).isInstanceOf(Decision.Permit.class);
            }
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void aDenyNamesItsReasonFirstAndEachOnce(long seed) {
        RandomRequests random = new RandomRequests(seed);
        for (int i = 0; i < REQUESTS_PER_SEED; i++) {
            Evaluation answer = PACK.evaluate(random.request(), random.circumstances());

            if (answer.decision() instanceof Decision.Deny deny) {
                assertThat(answer.denyReasons()).startsWith(deny.reason()).doesNotHaveDuplicates();
            } else {
                assertThat(answer.decision()).isEqualTo(new Decision.Permit(List.of()));
                assertThat(answer.denyReasons()).isEmpty();
            }
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void theAccountOfAPilotIsGivenOnlyWhereThePepCannotSwitchOrHasNobodyToSwitchTo(long seed) {
        RandomRequests random = new RandomRequests(seed);
        Dn switching = new Dn("/DC=org/DC=example/CN=E1");
        for (int i = 0; i < REQUESTS_PER_SEED; i++) {
            AuthzRequest request = Requests.forHost(random.request(), "wn1.example.org");
            Circumstances circumstances =
                    new Circumstances(random.circumstances().at(), switching);

            Evaluation answer = PACK.evaluate(request, circumstances);

            if (!(request.pilotJob() instanceof PilotJob.Unattributed)) {
                assertThat(answer.terms().mapped()).isEqualTo(Terms.Mapped.PAYLOAD);
            }
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void aPepThatCannotSwitchIsNeverToldMoreThanOneThatCan(long seed) {
        RandomRequests random = new RandomRequests(seed);
        Dn switching = new Dn("/DC=org/DC=example/CN=E1");
        Dn loggingOnly = new Dn("/DC=org/DC=example/CN=E2");
        for (int i = 0; i < REQUESTS_PER_SEED; i++) {
            AuthzRequest request = random.request();
            Instant at = random.circumstances().at();

            Evaluation answer = PACK.evaluate(request, new Circumstances(at, loggingOnly));

            if (answer.decision() instanceof Decision.Permit) {
                assertThat(PACK.evaluate(request, new Circumstances(at, switching))
                                .decision())
                        .isInstanceOf(Decision.Permit.class);
            }
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void aPilotThatNamesThePayloadIsNeverToldLessThanOneThatDoesNot(long seed) {
        RandomRequests random = new RandomRequests(seed);
        for (int i = 0; i < REQUESTS_PER_SEED; i++) {
            AuthzRequest request = random.request();
            Circumstances at = random.circumstances();

            Evaluation answer = PACK.evaluate(request, at);

            if (request.pilotJob() instanceof PilotJob.Unattributed && answer.decision() instanceof Decision.Permit) {
                assertThat(PACK.evaluate(named(request), at).decision()).isInstanceOf(Decision.Permit.class);
            }
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void aFactWithAClosedVocabularyHasOneOfItsWords(long seed) {
        RandomRequests random = new RandomRequests(seed);
        for (int i = 0; i < REQUESTS_PER_SEED; i++) {
            Facts facts = Facts.of(random.request(), PACK.site(), random.circumstances());

            assertThat(facts.values()).allSatisfy((fact, words) -> {
                if (!fact.words().isEmpty()) {
                    assertThat(fact.words()).containsAll(words);
                }
            });
        }
    }

    /** The same pilot with work of a person who has nothing but its VO. */
    private static AuthzRequest named(AuthzRequest request) {
        Pilot pilot = request.pilotJob().pilot().orElseThrow();
        VoName vo = pilot.primaryFqan().orElseThrow().vo();
        Subject person = Requests.subject("/O=grid/CN=eve", List.of("/" + vo.value()), List.of());
        return new AuthzRequest(
                request.profile(),
                person,
                new PilotJob.BroughtBy(pilot),
                request.resource(),
                request.action(),
                request.supported());
    }

    private static XacmlPolicyPack whereAnOwnerMayVouch(XacmlPolicyPack pack) {
        PilotRecords pilots = pack.site().pilots();
        Map<VoName, Map<Dn, PilotOwner>> owners = new HashMap<>(pilots.owners().owners());
        owners.computeIfPresent(new VoName("atlas"), (vo, registered) -> {
            Map<Dn, PilotOwner> changed = new HashMap<>(registered);
            changed.put(new Dn("/DC=org/DC=example/CN=PA1"), new PilotOwner(Validity.ALWAYS, true));
            return changed;
        });
        PilotRecords vouching = new PilotRecords(
                new PilotOwners(true, owners), pilots.frameworks(), pilots.regimes(), pilots.peps(), pilots.roles());
        SiteData site = new SiteData(
                pack.site().vos(), pack.site().proxies(), vouching, pack.site().freshness());
        return new XacmlPolicyPack(pack.manifest(), site, pack.engine());
    }

    private static Subject withNames(Subject subject, List<Fqan> fqans, Set<VoName> vos) {
        return new Subject(subject.dn(), fqans, vos, subject.credential(), subject.doubts());
    }
}
