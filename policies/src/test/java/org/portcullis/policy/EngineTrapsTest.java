package org.portcullis.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.portcullis.policy.DraftPack.match;
import static org.portcullis.policy.DraftPack.rule;
import static org.portcullis.policy.DraftPack.subjectIs;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.portcullis.policy.facts.Circumstances;
import org.portcullis.policy.facts.Terms;
import org.portcullis.profile.AuthzRequest;
import org.portcullis.profile.Decision;
import org.portcullis.profile.ErrorKind;
import org.portcullis.profile.Fqan;
import org.portcullis.profile.ReasonCode;
import org.portcullis.profile.Subject;

/** What the engine would do to a careless embedder, and must not do to us. */
class EngineTrapsTest {
    private static final Circumstances NOW = Requests.at(Instant.parse("2009-10-01T12:00:00Z"));
    private static final String FQAN = "urn:portcullis:subject:fqan";
    private static final String VO = "urn:portcullis:subject:primary-vo";
    private static final Decision DENIED = new Decision.Deny(new ReasonCode("denied-by-policy"));
    private static final Decision PERMITTED = new Decision.Permit(List.of());

    private static final Terms JSPG = new Terms("jspg", Terms.Responsible.USER, Terms.Mapped.PAYLOAD);

    @TempDir
    private Path directory;

    @Test
    void aRuleSeesEveryValueOfAnAttributeAndNotOnlyTheFirst() {
        PolicyPack pack = DraftPack.in(directory)
                .rules("ban", rule("members", "Permit"), rule("crew", "Deny", subjectIs(FQAN, "/atlas/Role=crew")))
                .load("ban");

        Evaluation answer =
                pack.evaluate(Requests.directJob("/CN=ann", "/atlas", "/atlas/de", "/atlas/Role=crew"), NOW);

        assertThat(answer.decision()).isEqualTo(DENIED);
        assertThat(pack.evaluate(Requests.directJob("/CN=ann", "/atlas", "/atlas/de"), NOW)
                        .decision())
                .isEqualTo(PERMITTED);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void oneFqanMoreNeverTurnsADenyIntoAPermit(long seed) {
        PolicyPack pack = DraftPack.in(directory)
                .rules(
                        "ban",
                        rule("everyone", "Permit"),
                        rule("pilots", "Deny", subjectIs(FQAN, "/atlas/Role=pilot")),
                        rule("cms", "Deny", subjectIs(FQAN, "/cms")))
                .load("ban");
        RandomRequests random = new RandomRequests(seed);
        for (int i = 0; i < 500; i++) {
            AuthzRequest request = random.request();
            Subject richer =
                    withMore(request.subject(), random.request().subject().fqans());

            Decision after = pack.evaluate(request.withSubject(richer), NOW).decision();

            if (pack.evaluate(request, NOW).decision().equals(DENIED)) {
                assertThat(after).isEqualTo(DENIED);
            }
        }
    }

    @Test
    void aRuleThatAsksForWhatIsMissingIsIndeterminate() {
        PolicyPack pack = DraftPack.in(directory)
                .rules("strict", rule("members", "Permit"), rule("vo", "Deny", match(VO, "string", "cms", true)))
                .load("strict");

        Evaluation answer = pack.evaluate(Requests.directJob("/CN=ann"), NOW);

        assertThat(answer.decision()).isEqualTo(new Decision.Indeterminate(ErrorKind.MISSING_ATTRIBUTE));
        assertThat(answer.rule()).isEmpty();
        assertThat(answer.denyReasons()).isEmpty();
    }

    @Test
    void anErrorInOneRuleDoesNotHideTheDenyOfAnother() {
        PolicyPack pack = DraftPack.in(directory)
                .rules(
                        "strict",
                        rule("vo", "Permit", match(VO, "string", "cms", true)),
                        rule("ann", "Deny", subjectIs("urn:portcullis:subject:dn", "/CN=ann")))
                .load("strict");

        Evaluation answer = pack.evaluate(Requests.directJob("/CN=ann"), NOW);

        assertThat(answer.decision()).isEqualTo(DENIED);
        assertThat(answer.rule()).isEqualTo("strict/ann");
    }

    @Test
    void aPackWithoutDefaultIsNotApplicableWhereNoRuleSpeaks() {
        PolicyPack pack = DraftPack.in(directory)
                .rules("open", rule("cms", "Permit", subjectIs(VO, "cms")))
                .load("open");

        Evaluation answer = pack.evaluate(Requests.directJob("/CN=ann", "/atlas"), NOW);

        assertThat(answer).isEqualTo(new Evaluation(new Decision.NotApplicable(), "", List.of(), JSPG));
    }

    private static Subject withMore(Subject subject, List<Fqan> fqans) {
        List<Fqan> all = Stream.concat(fqans.stream(), subject.fqans().stream()).toList();
        return new Subject(subject.dn(), all, subject.vos(), subject.credential(), subject.doubts());
    }
}
