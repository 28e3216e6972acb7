package org.portcullis.pdp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Fault F29: servers are restarted one after the other while clients ask, and nobody who asked goes without an answer. */
class RollingRestartTest {
    private static final int RESTARTS = Integer.getInteger("portcullis.restarts", 2);
    private static final int KEEPING = 3;
    private static final int CLIENTS = 5;

    private final Queue<String> lost = new ConcurrentLinkedQueue<>();
    private final AtomicInteger answered = new AtomicInteger();
    private final AtomicBoolean ended = new AtomicBoolean();

    @TempDir
    private Path directory;

    private TestSite site;
    private List<Integer> ports;

    @BeforeEach
    void makeSite() throws IOException {
        site = TestSite.in(directory);
        ports = freePorts(2);
    }

    @Test
    void noAnswerIsLostWhileServersAreRestartedInTurn() throws Exception {
        List<Path> configurations = List.of(configuration(0), configuration(1));
        List<ServerProcess> servers = new ArrayList<>();
        try {
            for (Path configuration : configurations) {
                servers.add(started(configuration));
            }
            List<Thread> clients = IntStream.range(0, CLIENTS)
                    .mapToObj(n -> new Thread(() -> ask(n)))
                    .toList();
            clients.forEach(Thread::start);

            for (int restart = 0; restart < RESTARTS; restart++) {
                int which = restart % 2;
                assertThat(servers.get(which).terminate()).isIn(0, 143);
                servers.set(which, started(configurations.get(which)));
            }
            ended.set(true);
            for (Thread client : clients) {
                client.join();
            }
        } finally {
            servers.forEach(ServerProcess::close);
        }

        assertThat(lost).isEmpty();
        assertThat(answered.get()).isGreaterThan(RESTARTS * 100);
        assertThat(records()).isEqualTo(answered.get());
    }

    /** A server with a port, leases and records of its own, which gives notice of its end. */
    private Path configuration(int n) {
        String config = site.read("etc/portcullis.yaml")
                .replaceFirst("listen: 127.0.0.1:0", "listen: 127.0.0.1:" + ports.get(n))
                .replace("notice: never", "notice: 1s");
        for (String kept : List.of("leases.db", "members.db", "audit.jsonl", "portcullis.pid")) {
            config = config.replace("var/" + kept, "var/" + n + "-" + kept);
        }
        site.write("etc/" + n + ".yaml", config);
        return site.file("etc/" + n + ".yaml");
    }

    private static ServerProcess started(Path configuration) throws IOException {
        ServerProcess server = ServerProcess.start(configuration);
        await().atMost(Duration.ofSeconds(30)).until(() -> isReady(server));
        return server;
    }

    private static boolean isReady(ServerProcess server) throws IOException {
        URI page = URI.create("http://127.0.0.1:" + server.healthPort() + "/readyz");
        return ((HttpURLConnection) page.toURL().openConnection()).getResponseCode() == 200;
    }

    /** Again and again: over a connection as long as the server keeps it, or over a new one for each question. */
    private void ask(int client) {
        String question = Questions.direct("/C=XX/O=Grid/CN=User " + client, "/atlas");
        for (int turn = client; !ended.get(); turn++) {
            try (KeepAlive connection = new KeepAlive(site.asPep(ports.get(turn % 2)))) {
                while (askOnce(connection, question) && client < KEEPING && !ended.get()) {
                    Thread.onSpinWait();
                }
            } catch (IOException e) {
                // Nobody there who could be asked: the next turn is the other server's.
                Thread.onSpinWait();
            }
        }
    }

    /** Whether the connection may be asked on. */
    private boolean askOnce(KeepAlive connection, String question) {
        try {
            Exchange.Reply reply = connection.post(question);
            if (reply.status() != 200 || !reply.decision().equals("Permit")) {
                lost.add("status " + reply.status() + " " + reply.decision());
            }
            answered.incrementAndGet();
            return !"close".equals(reply.headers().get("connection"));
        } catch (IOException e) {
            lost.add(e.toString());
            return false;
        }
    }

    private int records() {
        return IntStream.range(0, 2)
                .map(n -> (int) site.read("var/" + n + "-audit.jsonl").lines().count())
                .sum();
    }

    private static List<Integer> freePorts(int count) throws IOException {
        List<Integer> free = new ArrayList<>();
        for (int n = 0; n < count; n++) {
            try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                free.add(socket.getLocalPort());
            }
        }
        return free;
    }
}
