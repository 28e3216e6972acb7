package org.portcullis.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.net.URI;
import java.util.Set;
import org.portcullis.client.Account;
import org.portcullis.client.Answer;
import org.portcullis.client.Reply;
import org.portcullis.client.ResponseDecoder;
import org.portcullis.client.ResponseDecoder.Asked;
import org.portcullis.profile.Obligation;
import org.portcullis.profile.ObligationId;

/** What a server, or whoever passes for one, sends to a worker node: an answer to this question, or no answer. */
class ClientFuzzTest {
    private static final ResponseDecoder DECODER = new ResponseDecoder();
    private static final String ID = "_1";
    private static final Asked ASKED = asked(ID);

    /** Where an answer repeats the id of its question, {@code {{ID}}} stands for it. */
    @FuzzTest
    void wnClientResponse(byte[] bytes) {
        byte[] answer = new String(bytes, ISO_8859_1).replace("{{ID}}", ID).getBytes(ISO_8859_1);

        Reply reply = OneSecond.of(() -> DECODER.decode(ASKED, answer));

        assertThat(OneSecond.of(() -> DECODER.decode(ASKED, answer))).isEqualTo(reply);
        assertThat(isPermit(OneSecond.of(() -> DECODER.decodeFault(ASKED, answer))))
                .isFalse();
        if (isPermit(reply)) {
            assertThat(new String(bytes, ISO_8859_1)).contains("Permit");
            assertThat(isPermit(DECODER.decode(asked("_another"), answer))).isFalse();
            requireOrdinary(((Answer.Permit) ((Reply.Final) reply).answer()).account());
        }
    }

    private static Asked asked(String id) {
        return new Asked(
                URI.create("https://authz.example.org/"),
                id,
                Set.of(ObligationId.UIDGID, ObligationId.SECONDARY_GIDS, ObligationId.USERNAME));
    }

    private static boolean isPermit(Reply reply) {
        return reply instanceof Reply.Final last && last.answer() instanceof Answer.Permit;
    }

    private static void requireOrdinary(Account account) {
        assertThat(account.uid()).isBetween(1L, Obligation.MAX_UNIX_ID);
        assertThat(account.allGids()).allSatisfy(gid -> assertThat(gid).isBetween(1L, Obligation.MAX_UNIX_ID));
        assertThat(account.user()).doesNotContainAnyWhitespaces();
    }
}
