package org.portcullis.pdp.context;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.portcullis.profile.Action;
import org.portcullis.profile.ActionType;
import org.portcullis.profile.AuthzRequest;
import org.portcullis.profile.Credential;
import org.portcullis.profile.Dn;
import org.portcullis.profile.PilotJob;
import org.portcullis.profile.Profile;
import org.portcullis.profile.Resource;
import org.portcullis.profile.ResourceType;
import org.portcullis.profile.Subject;
import org.portcullis.profile.SupportedObligations;
import org.portcullis.profile.wire.AuthzQuery;
import org.portcullis.profile.wire.ProtocolException;
import org.portcullis.profile.wire.ReplyTo;
import org.portcullis.profile.wire.Seal;
import org.portcullis.profile.wire.WireNamespace;

class SignedQuestionsTest {
    private static final Instant START = Instant.parse("2026-11-22T12:00:00Z");
    private static final Instant NOON = START.plus(Duration.ofHours(1));
    private static final Dn PILOT = new Dn("/CN=pilot");
    private static final PublicKey ONE = key();
    private static final PublicKey OTHER = key();
    private static final String FIRST = "first";

    private final SignedQuestions questions = new SignedQuestions(START);

    @Test
    void aSignedQuestionIsAnsweredOnce() {
        assertThat(ask(questions, NOON, signed("_1", ONE, NOON))).isEqualTo(FIRST);
        assertThat(ask(questions, NOON.plusSeconds(299), signed("_1", ONE, NOON)))
                .isEqualTo("replayed-question");
        assertThat(ask(questions, NOON, signed("_2", ONE, NOON))).isEqualTo(FIRST);
        assertThat(ask(questions, NOON, signed("_1", OTHER, NOON))).isEqualTo(FIRST);
    }

    @Test
    void anotherInstantMakesItNoOtherQuestion() {
        assertThat(ask(questions, NOON, signed("_1", ONE, NOON))).isEqualTo(FIRST);
        assertThat(ask(questions, NOON, signed("_1", ONE, NOON.minusSeconds(60))))
                .isEqualTo("replayed-question");
    }

    @Test
    void unsignedQuestionsRepeatTheirIdsAndHaveNoTime() {
        AuthzQuery unsigned = new AuthzQuery(reply("ID-1804289383"), request());

        assertThatCode(() -> {
                    questions.requireFirst(at(START), unsigned);
                    questions.requireFirst(at(NOON), unsigned);
                })
                .doesNotThrowAnyException();
    }

    /** Signed so many seconds before it arrives. */
    @ParameterizedTest
    @CsvSource({
        "0, first",
        "300, first",
        "301, stale-question",
        "3600, stale-question",
        "-30, first",
        "-31, stale-question",
        "-3600, stale-question"
    })
    void theWindowIsThatOfTheServersClock(long seconds, String outcome) {
        assertThat(ask(questions, NOON, signed("_1", ONE, NOON.minusSeconds(seconds))))
                .isEqualTo(outcome);
    }

    /** By a clock that is ahead as far as it may be, it could have been asked before the start. */
    @ParameterizedTest
    @CsvSource({"-1, replay-unknown", "0, replay-unknown", "30, replay-unknown", "31, first"})
    void whatMayHaveBeenAskedBeforeTheStartIsNotAnswered(long secondsAfterStart, String outcome) {
        Instant issued = START.plusSeconds(secondsAfterStart);

        assertThat(ask(questions, START.plusSeconds(40), signed("_1", ONE, issued)))
                .isEqualTo(outcome);
    }

    @Test
    void whatThereIsNoRoomForIsRefusedAndNothingForgottenForIt() {
        SignedQuestions small = new SignedQuestions(START, 3, 2);
        RequestContext other = new RequestContext(new UUID(0, 0), NOON, new Dn("/CN=other"), "192.0.2.1");

        assertThat(ask(small, NOON, signed("_1", ONE, NOON))).isEqualTo(FIRST);
        assertThat(ask(small, NOON, signed("_2", ONE, NOON))).isEqualTo(FIRST);
        assertThat(ask(small, NOON, signed("_3", ONE, NOON))).isEqualTo("replay-unknown");
        assertThat(ask(small, other, signed("_4", OTHER, NOON))).isEqualTo(FIRST);
        assertThat(ask(small, other, signed("_5", OTHER, NOON))).isEqualTo("replay-unknown");
        assertThat(ask(small, NOON, signed("_1", ONE, NOON))).isEqualTo("replayed-question");
        Instant later = NOON.plusSeconds(301);
        assertThat(ask(small, later, signed("_5", ONE, later))).isEqualTo(FIRST);
    }

    /** One is sent slowly, and while it is on its way the first of its kind is forgotten. */
    @Test
    void aQuestionThatIsOnItsWayForLongIsNotTakenForNew() {
        assertThat(ask(questions, NOON, signed("_1", ONE, NOON))).isEqualTo(FIRST);
        Instant over = NOON.plusSeconds(301);
        assertThat(ask(questions, over, signed("_2", ONE, over))).isEqualTo(FIRST);

        assertThat(ask(questions, NOON.plusSeconds(299), signed("_1", ONE, NOON)))
                .isEqualTo("stale-question");
    }

    @Test
    void whateverTheOrderNoQuestionPassesTwice() {
        SplittableRandom random = new SplittableRandom(4);
        SignedQuestions small = new SignedQuestions(START, 300, 300);
        List<AuthzQuery> passed = new ArrayList<>();
        List<AuthzQuery> sent = new ArrayList<>();

        for (int i = 0; i < 10_000; i++) {
            Instant arrives = NOON.plusMillis(200L * i - random.nextInt(30_000));
            boolean again = !sent.isEmpty() && random.nextBoolean();
            AuthzQuery query = again
                    ? sent.get(Math.max(0, sent.size() - 1 - random.nextInt(2_000)))
                    : signed("_" + i, ONE, arrives.minusSeconds(random.nextInt(-40, 310)));
            sent.add(query);
            if (ask(small, arrives, query).equals(FIRST)) {
                assertThat(passed).doesNotContain(query);
                passed.add(query);
            }
        }

        assertThat(passed).hasSizeGreaterThan(1_000);
    }

    private static String ask(SignedQuestions questions, Instant at, AuthzQuery query) {
        return ask(questions, at(at), query);
    }

    private static String ask(SignedQuestions questions, RequestContext context, AuthzQuery query) {
        try {
            questions.requireFirst(context, query);
            return FIRST;
        } catch (ProtocolException e) {
            return e.kind().word();
        }
    }

    private static RequestContext at(Instant instant) {
        return new RequestContext(new UUID(0, 0), instant, PILOT, "192.0.2.1");
    }

    private static AuthzQuery signed(String id, PublicKey key, Instant issued) {
        return new AuthzQuery(reply(id), request(), new Seal.Signed(Seal.Signer.SUBJECT, key, issued, true));
    }

    private static ReplyTo reply(String id) {
        return new ReplyTo(id, WireNamespace.WD5, Profile.AUTHZ_INTEROP);
    }

    private static AuthzRequest request() {
        return new AuthzRequest(
                Profile.AUTHZ_INTEROP,
                new Subject(new Dn("/CN=alice"), List.of(), Set.of(), new Credential.Bare(), Set.of()),
                new PilotJob.None(),
                new Resource(ResourceType.WN, "wn", List.of()),
                new Action(ActionType.EXECUTE_NOW, "execute-now"),
                new SupportedObligations(false, Set.of()));
    }

    private static PublicKey key() {
        try {
            return KeyPairGenerator.getInstance("EC").generateKeyPair().getPublic();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
