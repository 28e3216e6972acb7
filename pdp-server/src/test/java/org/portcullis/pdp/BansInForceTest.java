package org.portcullis.pdp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bans at a running server, as PEPs see them; {@code portcullis.ban.rounds} says how often they come and go. */
class BansInForceTest {
    private static final int ROUNDS = Integer.getInteger("portcullis.ban.rounds", 50);
    private static final int ASKING = 4;

    @TempDir
    private Path directory;

    /** What the PEPs that ask all the time are told: odd phases are those in which the ban was acknowledged. */
    private static final class Load {
        private final AtomicInteger phase = new AtomicInteger();
        private volatile String victim = dn(0);
        private final AtomicBoolean over = new AtomicBoolean();
        private final Queue<String> wrong = new ConcurrentLinkedQueue<>();
        private final AtomicInteger answers = new AtomicInteger();

        /** Asks for whoever is banned next, over one connection. */
        void ask(TestSite site, int port) {
            try (KeepAlive connection = new KeepAlive(site.asPep(port))) {
                while (!over.get()) {
                    int before = phase.get();
                    String decision =
                            connection.post(Questions.direct(victim, "/atlas")).decision();
                    answers.incrementAndGet();
                    if (before % 2 == 1 && before == phase.get() && !decision.equals("Deny")) {
                        wrong.add(decision + " in phase " + before);
                    }
                }
            } catch (IOException | RuntimeException e) {
                wrong.add(e.toString());
            }
        }
    }

    @Test
    void noPermitLeavesAfterTheReceipt() throws Exception {
        TestSite site = TestSite.in(directory);
        Load load = new Load();
        List<String> decisions = new ArrayList<>();
        List<String> receipts = new ArrayList<>();
        try (ServerProcess server = ServerProcess.start(site)) {
            Shell shell = new Shell(commands(site, server));
            List<Thread> asking = IntStream.range(0, ASKING)
                    .mapToObj(n -> new Thread(() -> load.ask(site, server.port())))
                    .toList();
            asking.forEach(Thread::start);
            for (int n = 0; n < ROUNDS; n++) {
                load.victim = dn(n);
                decisions.add(ask(site, server.port(), dn(n)));
                receipts.add(banned(shell, n));
                load.phase.incrementAndGet();
                decisions.add(ask(site, server.port(), dn(n)));
                load.phase.incrementAndGet();
                lift(shell, receipts.get(n));
            }
            load.over.set(true);
            for (Thread thread : asking) {
                thread.join();
            }
        }

        assertThat(load.wrong).isEmpty();
        assertThat(load.answers).hasValueGreaterThan(ROUNDS);
        assertThat(IntStream.range(0, decisions.size()).mapToObj(n -> n % 2 + decisions.get(n)))
                .hasSize(2 * ROUNDS)
                .containsOnly("0Permit", "1Deny");
        assertThat(receipts)
                .allSatisfy(receipt -> assertThat(receipt)
                        .containsPattern("\"epoch\":\\d+,\"inForce\":\"1/1\",\"milliseconds\":\\d+}"));
        System.out.println(latencies(receipts) + ", " + load.answers + " answers under way");
    }

    private static String banned(Shell shell, int n) {
        String selector = n % 8 == 7 ? "dn:" + dn(n) : "vo:atlas";
        Shell.Done added = shell.run("ban", "add", selector, "--yes", "--reason", "drill", "--wait", "-o", "json");
        assertThat(added.code()).as(added.err()).isZero();
        return added.out();
    }

    private static void lift(Shell shell, String receipt) {
        String id = receipt.replaceAll("(?s).*\"id\":\"(\\d+)\".*", "$1");
        assertThat(shell.run("ban", "lift", id, "--reason", "drill", "--wait").code())
                .isZero();
    }

    private static String latencies(List<String> receipts) {
        List<Integer> sorted = receipts.stream()
                .map(receipt -> Integer.valueOf(receipt.replaceAll("(?s).*\"milliseconds\":(\\d+).*", "$1")))
                .sorted()
                .toList();
        return "bans in force after ms: median " + sorted.get(sorted.size() / 2) + ", most "
                + sorted.get(sorted.size() - 1);
    }

    /** The configuration of the commands, which know the port that the server took. */
    private static String commands(TestSite site, ServerProcess server) {
        site.write(
                "etc/here.yaml",
                site.read("etc/portcullis.yaml")
                        .replace(
                                "health:\n  listen: 127.0.0.1:0",
                                "health:\n  listen: 127.0.0.1:" + server.healthPort()));
        return site.file("etc/here.yaml").toString();
    }

    private static String dn(int n) {
        return "/C=XX/O=Grid/CN=User " + n % 30;
    }

    @Test
    void banChangeKeepsThePackAndABrokenPackKeepsNoBanOut() throws IOException {
        TestSite site = TestSite.in(directory);
        Shell shell = new Shell(site.configFile().toString());

        try (PdpServer server = site.start()) {
            site.write("etc/policy/data/vos.yaml", "broken: [");
            site.write("var/portcullis.pid", "");
            shell.run("ban", "add", "dn:/C=XX/O=Grid/CN=Alice", "--reason", "drill");
            assertThat(server.reload().success()).isFalse();

            assertThat(ask(site, server.port(), "/C=XX/O=Grid/CN=Alice")).isEqualTo("Deny");
            assertThat(ask(site, server.port(), "/C=XX/O=Grid/CN=Carl")).isEqualTo("Permit");
        }
    }

    private static String ask(TestSite site, int port, String dn) throws IOException {
        return site.asPep(port).post(Questions.direct(dn, "/atlas")).decision();
    }
}
