package org.portcullis.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.portcullis.policy.DraftPack.match;
import static org.portcullis.policy.DraftPack.rule;
import static org.portcullis.policy.DraftPack.subjectIs;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.portcullis.profile.Decision;
import org.portcullis.profile.ErrorKind;
import org.portcullis.profile.ReasonCode;

/** What the engine would do to a careless embedder, and must not do to us. */
class EngineTrapsTest {
    private static final Instant NOW = Instant.parse("2009-10-01T12:00:00Z");
    private static final String FQAN = "urn:portcullis:subject:fqan";
    private static final String VO = "urn:portcullis:subject:primary-vo";
    private static final Decision DENIED = new Decision.Deny(new ReasonCode("denied-by-policy"));
    private static final Decision PERMITTED = new Decision.Permit(List.of());

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

    @Test
    void valuesThatWereRemovedNeverTurnADenyIntoAPermit() {
        PolicyPack pack = DraftPack.in(directory)
                .rules("ban", rule("members", "Permit"), rule("not-crew", "Deny", subjectIs(VO, "cms")))
                .load("ban");

        Evaluation many = pack.evaluate(Requests.directJob("/CN=ann", "/cms", "/atlas"), NOW);
        Evaluation few = pack.evaluate(Requests.directJob("/CN=ann", "/cms"), NOW);

        assertThat(many.decision()).isEqualTo(DENIED);
        assertThat(few.decision()).isEqualTo(DENIED);
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

        assertThat(answer).isEqualTo(new Evaluation(new Decision.NotApplicable(), "", List.of()));
    }
}
