package org.portcullis.pdp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who gets which account when many ask at once for the first time. The atlas pool of the test site has 40 accounts. */
class AccountsOfManyTest {
    private static final int ASKING = 50;

    @TempDir
    private Path directory;

    @Test
    void fiftyParallelFirstQuestionsOfOneUserGetOneAccount() throws Exception {
        List<Exchange.Reply> replies = askAtOnce(n -> Questions.direct("/C=XX/O=Grid/CN=Alice", "/atlas"));

        assertThat(replies).hasSize(ASKING).extracting(Exchange.Reply::decision).containsOnly("Permit");
        assertThat(replies).extracting(Exchange.Reply::user).containsOnly("atlas001");
    }

    @Test
    void fiftyUsersOnAPoolOfFortyGetFortyAccountsAndTenRefusals() throws Exception {
        List<Exchange.Reply> replies = askAtOnce(n -> Questions.direct("/C=XX/O=Grid/CN=User " + n, "/atlas"));

        List<Exchange.Reply> permits = replies.stream()
                .filter(reply -> reply.decision().equals("Permit"))
                .toList();
        assertThat(permits).hasSize(40).extracting(Exchange.Reply::uid).doesNotHaveDuplicates();
        assertThat(permits).extracting(Exchange.Reply::user).doesNotHaveDuplicates();
        assertThat(replies).extracting(Exchange.Reply::decision).containsOnly("Permit", "Deny");
        assertThat(TestSite.auditLinesOf(directory).stream()
                        .filter(line -> line.contains("\"decision\":\"Deny\",\"reason\":\"mapping-exhausted\"")))
                .hasSize(10);
    }

    /** A store that has no time answers Indeterminate within half a second, and a client asks again. */
    private static Exchange.Reply answer(Exchange exchange, String question) throws IOException {
        Exchange.Reply reply = exchange.post(question);
        for (int more = 20; more > 0 && reply.decision().equals("Indeterminate"); more--) {
            reply = exchange.post(question);
        }
        return reply;
    }

    private List<Exchange.Reply> askAtOnce(IntFunction<String> question) throws Exception {
        TestSite site = TestSite.in(directory);
        ExecutorService threads = Executors.newFixedThreadPool(ASKING);
        try (PdpServer server = site.start()) {
            Exchange exchange = site.asPep(server);
            List<Callable<Exchange.Reply>> questions = IntStream.range(0, ASKING)
                    .mapToObj(n -> (Callable<Exchange.Reply>) () -> answer(exchange, question.apply(n)))
                    .toList();
            List<Exchange.Reply> replies = new ArrayList<>();
            for (Future<Exchange.Reply> reply : threads.invokeAll(questions)) {
                replies.add(reply.get());
            }
            return replies;
        } finally {
            threads.shutdownNow();
        }
    }
}
