package org.portcullis.pdp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What survives the end of the process, wanted or not. */
class CrashAndShutdownTest {
    private static final int ASKING = 8;

    @TempDir
    private Path directory;

    @Test
    void sameUserHasTheSameAccountAfterKillNine() throws Exception {
        TestSite site = TestSite.in(directory);
        String first = accountGivenBeforeAKill(site, "/C=XX/O=Grid/CN=Alice");
        String second = accountGivenBeforeAKill(site, "/C=XX/O=Grid/CN=Victim");

        try (ServerProcess server = ServerProcess.start(site)) {
            assertThat(ask(site, server, "/C=XX/O=Grid/CN=Victim").user())
                    .isEqualTo(second)
                    .isNotEqualTo(first);
            assertThat(ask(site, server, "/C=XX/O=Grid/CN=Alice").user()).isEqualTo(first);
        }
        assertThat(site.auditLines()).hasSize(4);
    }

    @Test
    void shutdownFinishesEveryAnswerItStarted() throws Exception {
        TestSite site = TestSite.in(directory);
        Queue<Exchange.Reply> replies = new ConcurrentLinkedQueue<>();
        Queue<IOException> closed = new ConcurrentLinkedQueue<>();
        CountDownLatch underWay = new CountDownLatch(200);

        try (ServerProcess server = ServerProcess.start(site)) {
            List<Thread> asking = IntStream.range(0, ASKING)
                    .mapToObj(n -> new Thread(() -> askUntilClosed(site, server, n, underWay, replies, closed)))
                    .toList();
            asking.forEach(Thread::start);
            underWay.await();
            assertThat(server.terminate()).isIn(0, 143);
            for (Thread thread : asking) {
                thread.join();
            }
        }

        assertThat(closed).hasSizeLessThanOrEqualTo(ASKING).allSatisfy(CrashAndShutdownTest::isNoTornAnswer);
        assertThat(replies).extracting(Exchange.Reply::status).contains(200).containsAnyOf(200, 503);
        long answered = replies.stream().filter(reply -> reply.status() == 200).count();
        assertThat(site.auditLines()).hasSize((int) answered);
        assertThat(site.file("var/portcullis.pid")).doesNotExist();
    }

    @Test
    void answerWithoutARecordIsNoPermit() throws Exception {
        TestSite site = TestSite.in(directory).replace("etc/portcullis.yaml", "../var/audit.jsonl", "/dev/full");

        try (PdpServer server = site.start()) {
            Exchange.Reply reply = site.asPep(server).post(Questions.direct("/C=XX/O=Grid/CN=Alice", "/atlas"));

            assertThat(reply.decision()).isEqualTo("Indeterminate");
            assertThat(reply.body()).contains("status:processing-error").doesNotContain("posix-uid", "Permit<");
            assertThat(Scrape.of(server).text())
                    .contains("portcullis_audit_dropped_total 1.0", "portcullis_health_level{check=\"audit\"} 2");
        }
    }

    @Test
    void logThatIsClosedAllTheTimeIsWholeAfterKillNine() throws Exception {
        TestSite site = TestSite.in(directory)
                .replace("etc/portcullis.yaml", "storage:\n", "storage:\n  audit-segment-size: 64KiB\n");
        Queue<Exchange.Reply> replies = new ConcurrentLinkedQueue<>();
        for (int round = 0; round < 2; round++) {
            CountDownLatch underWay = new CountDownLatch(400);
            List<Thread> asking;
            try (ServerProcess server = ServerProcess.start(site)) {
                asking = IntStream.range(0, ASKING)
                        .mapToObj(n -> new Thread(() ->
                                askUntilClosed(site, server, n, underWay, replies, new ConcurrentLinkedQueue<>())))
                        .toList();
                asking.forEach(Thread::start);
                underWay.await();
            }
            for (Thread thread : asking) {
                thread.join();
            }
        }
        try (PdpServer last = site.start()) {
            replies.add(site.asPep(last).post(Questions.direct("/C=XX/O=Grid/CN=Alice", "/atlas")));
        }

        Shell.Done verified = new Shell(site.configFile().toString()).run("audit", "verify", "-o", "json");
        Matcher records =
                Pattern.compile("\\{\"whole\":true,\"records\":(\\d+),").matcher(verified.out());
        assertThat(records.lookingAt()).as(verified.out()).isTrue();
        assertThat(Integer.parseInt(records.group(1))).isGreaterThanOrEqualTo(replies.size());
        assertThat(site.file("var").toFile().list())
                .filteredOn(name -> name.matches("audit\\.jsonl\\.\\d{8}T\\d{6}Z-\\d{12}"))
                .hasSizeGreaterThan(5);
    }

    private static String accountGivenBeforeAKill(TestSite site, String dn) throws Exception {
        try (ServerProcess server = ServerProcess.start(site)) {
            Exchange.Reply reply = ask(site, server, dn);
            assertThat(reply.decision()).isEqualTo("Permit");
            return reply.user();
        }
    }

    private static Exchange.Reply ask(TestSite site, ServerProcess server, String dn) throws IOException {
        return site.asPep(server.port()).post(Questions.direct(dn, "/atlas"));
    }

    private static void askUntilClosed(
            TestSite site,
            ServerProcess server,
            int n,
            CountDownLatch underWay,
            Queue<Exchange.Reply> replies,
            Queue<IOException> closed) {
        String question = Questions.direct("/C=XX/O=Grid/CN=User " + n, "/atlas");
        try (KeepAlive connection = new KeepAlive(site.asPep(server.port()))) {
            Exchange.Reply reply;
            do {
                reply = connection.post(question);
                replies.add(reply);
                underWay.countDown();
            } while (reply.status() == 200);
        } catch (IOException e) {
            closed.add(e);
        }
    }

    /** A connection may be closed between two answers, never inside one. */
    private static void isNoTornAnswer(IOException e) {
        assertThat(e).hasMessageNotContaining("ended early");
    }
}
