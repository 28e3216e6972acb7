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
import org.portcullis.policy.facts.SiteData;
import org.portcullis.policy.facts.VoRecord;
import org.portcullis.profile.AuthzRequest;
import org.portcullis.profile.Decision;
import org.portcullis.profile.Fqan;
import org.portcullis.profile.Subject;
import org.portcullis.profile.VoName;

class MupjPackPropertyTest {
    private static final int REQUESTS_PER_SEED = 300;
    private static final XacmlPolicyPack PACK = (XacmlPolicyPack) PackLoader.load(Packs.MUPJ);

    static LongStream seeds() {
        return LongStream.range(0, 20);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void thePackAnswersLikeTheNaiveJudge(long seed) {
        RandomRequests random = new RandomRequests(seed);
        for (int i = 0; i < REQUESTS_PER_SEED; i++) {
            AuthzRequest request = random.request();
            Instant at = random.time();

            Evaluation answer = PACK.evaluate(request, at);

            assertThat(answer).as("%s at %s", request, at).isEqualTo(NaiveJudge.judge(request, at));
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void fqansAfterTheFirstNeverDecide(long seed) {
        RandomRequests random = new RandomRequests(seed);
        for (int i = 0; i < REQUESTS_PER_SEED; i++) {
            AuthzRequest request = random.request();
            Instant at = random.time();
            Subject subject = request.subject();
            Subject poorer =
                    withNames(subject, subject.fqans().stream().limit(1).toList(), subject.vos());

            Evaluation answer = PACK.evaluate(request.withSubject(poorer), at);

            assertThat(answer).isEqualTo(PACK.evaluate(request, at));
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void aSubjectWithoutAnyVoIsNeverPermitted(long seed) {
        RandomRequests random = new RandomRequests(seed);
        for (int i = 0; i < REQUESTS_PER_SEED; i++) {
            AuthzRequest request = random.request();
            Subject nobody = withNames(request.subject(), List.of(), Set.of());

            Evaluation answer = PACK.evaluate(request.withSubject(nobody), random.time());

            assertThat(answer.decision()).isInstanceOf(Decision.Deny.class);
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void withdrawingAVoTurnsNoDenyIntoAPermit(long seed) {
        RandomRequests random = new RandomRequests(seed);
        Map<VoName, VoRecord> fewer = new HashMap<>(PACK.site().vos());
        fewer.remove(new VoName(random.vo()));
        PolicyPack stricter = new XacmlPolicyPack(PACK.manifest(), new SiteData(fewer), PACK.engine());
        for (int i = 0; i < REQUESTS_PER_SEED; i++) {
            AuthzRequest request = random.request();
            Instant at = random.time();

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
            Evaluation answer = PACK.evaluate(random.request(), random.time());

            if (answer.decision() instanceof Decision.Deny deny) {
                assertThat(answer.denyReasons()).startsWith(deny.reason()).doesNotHaveDuplicates();
            } else {
                assertThat(answer.decision()).isEqualTo(new Decision.Permit(List.of()));
                assertThat(answer.denyReasons()).isEmpty();
            }
        }
    }

    private static Subject withNames(Subject subject, List<Fqan> fqans, Set<VoName> vos) {
        return new Subject(subject.dn(), fqans, vos, subject.credential(), subject.doubts());
    }
}
