package org.portcullis.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.portcullis.profile.ObligationId;

class ResponseDecoderTest {
    private static final URI SERVER = URI.create("https://pdp.example.org:8443");
    private static final String ID = "_00112233445566778899aabbccddeeff";

    private final ResponseDecoder decoder = new ResponseDecoder();

    static List<Answers.Expected> expected() {
        return Answers.expected();
    }

    @ParameterizedTest
    @MethodSource("expected")
    void eachAnswerIsReadAsTheTableSays(Answers.Expected row) {
        byte[] answer = Answers.named(row.name(), ID);

        Reply reply = decoder.decode(asked(Question.UNDERSTOOD), answer);

        assertThat(inWords(reply)).isEqualTo(row.outcome());
    }

    @Test
    void anObligationThatTheCallerDidNotOfferIsNotMet() {
        byte[] answer = Answers.named("permit-all", ID);

        Reply reply = decoder.decode(asked(Set.of(ObligationId.UIDGID)), answer);

        assertThat(inWords(reply)).isEqualTo("obligation-not-met");
    }

    @Test
    void bytesThatAreNotUtf8AreNoAnswer() {
        byte[] answer = Answers.named("permit", ID);
        answer[answer.length - 40] = (byte) 0xff;

        Reply reply = decoder.decode(asked(Question.UNDERSTOOD), answer);

        assertThat(inWords(reply)).isEqualTo("unreachable");
    }

    @Test
    void anAnswerOverTheLimitIsNoAnswer() {
        String padded = new String(Answers.named("permit", ID), StandardCharsets.UTF_8) + " ".repeat(1 << 20);

        Reply reply = decoder.decode(asked(Question.UNDERSTOOD), padded.getBytes(StandardCharsets.UTF_8));

        assertThat(inWords(reply)).isEqualTo("unreachable");
    }

    @Test
    void aPermitUnderHttpStatus500IsNotRead() {
        byte[] answer = Answers.named("permit", ID);

        Reply reply = decoder.decodeFault(asked(Question.UNDERSTOOD), answer);

        assertThat(inWords(reply)).isEqualTo("unreachable");
    }

    private static ResponseDecoder.Asked asked(Set<ObligationId> supported) {
        return new ResponseDecoder.Asked(SERVER, ID, supported);
    }

    private static String inWords(Reply reply) {
        if (reply instanceof Reply.Unable unable) {
            return unable.reason().name().toLowerCase(Locale.ROOT);
        }
        return ((Reply.Final) reply).answer().match(new InWords());
    }

    private static final class InWords implements Answer.Cases<String> {
        @Override
        public String permit(Answer.Permit permit) {
            Account account = permit.account();
            String user = account.userName().orElse("-");
            return "permit " + account.uid() + " " + account.gid() + " " + account.secondaryGids() + " " + user;
        }

        @Override
        public String deny(Answer.Deny deny) {
            return "deny";
        }

        @Override
        public String notApplicable(Answer.NotApplicable notApplicable) {
            return "not-applicable";
        }

        @Override
        public String indeterminate(Answer.Indeterminate indeterminate) {
            return indeterminate.status().word();
        }
    }
}
