package org.portcullis.profile.wire.hot;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.portcullis.profile.Decision;
import org.portcullis.profile.Decision.Deny;
import org.portcullis.profile.Decision.Indeterminate;
import org.portcullis.profile.Decision.NotApplicable;
import org.portcullis.profile.Decision.Permit;
import org.portcullis.profile.ErrorKind;
import org.portcullis.profile.Profile;
import org.portcullis.profile.ReasonCode;
import org.portcullis.profile.wire.ReplyTo;
import org.portcullis.profile.wire.WireNamespace;

/** Answers out of templates. */
class AnswersTest {
    private static final Pattern ID = Pattern.compile(" ID=\"(_[0-9a-f-]{36})\"");
    private final Answers answers = new Answers();

    /** Every namespace and profile, with and without an ID, and with one that needs care. */
    static Stream<ReplyTo> replies() {
        return Arrays.stream(WireNamespace.values())
                .flatMap(namespace -> Arrays.stream(Profile.values())
                        .flatMap(profile -> Stream.of("ID-1804289383", "", "a&b\"<c>", "\u00fc")
                                .map(id -> new ReplyTo(id, namespace, profile))));
    }

    @ParameterizedTest
    @MethodSource("replies")
    void everyDecisionIsWrittenAsTheReferenceWritesIt(ReplyTo replyTo) {
        SplittableRandom random = new SplittableRandom(7);

        for (int n = 0; n < 20; n++) {
            answers.requireAlike(replyTo, new Permit(Answers.obligations(random)));
        }
        answers.requireAlike(replyTo, new Permit(List.of()));
        answers.requireAlike(replyTo, new Deny(ReasonCode.BANNED_SUBJECT));
        answers.requireAlike(replyTo, new NotApplicable());
        for (ErrorKind kind : ErrorKind.values()) {
            answers.requireAlike(replyTo, new Indeterminate(kind));
        }
    }

    @ParameterizedTest
    @MethodSource("replies")
    void everyRefusalIsWrittenAsTheReferenceWritesIt(ReplyTo replyTo) {
        for (ErrorKind kind : ErrorKind.values()) {
            answers.requireAlike(replyTo, kind);
        }
    }

    @Test
    void idsAreFreshInEveryAnswer() {
        Decision decision = new NotApplicable();

        String first = new String(answers.byHot(ReplyTo.UNKNOWN, decision), UTF_8);
        String second = new String(answers.byHot(ReplyTo.UNKNOWN, decision), UTF_8);

        assertThat(Stream.of(first, second)
                        .flatMap(text -> ID.matcher(text).results())
                        .map(id -> id.group(1)))
                .hasSize(4)
                .doesNotHaveDuplicates();
    }
}
