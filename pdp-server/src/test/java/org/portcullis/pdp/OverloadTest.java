package org.portcullis.pdp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.portcullis.load.pki.MutualTls;
import org.portcullis.load.run.ConnectionMode;
import org.portcullis.load.run.LoadPlan;
import org.portcullis.load.run.LoadReport;
import org.portcullis.load.run.OpenLoopDriver;
import org.portcullis.load.run.RequestTemplate;
import org.portcullis.load.run.Target;
import org.portcullis.load.run.Unobserved;

class OverloadTest {
    private static final String QUESTION =
            Questions.direct("/C=XX/O=Grid/CN=Alice", "/atlas/Role=production/Capability=NULL");
    /** With 12 threads: how many questions are answered at a time. */
    private static final int ROOM = 6;

    @TempDir
    private Path directory;

    private TestSite site;

    @BeforeEach
    void makeSite() {
        site = TestSite.in(directory).replace("etc/portcullis.yaml", "server:\n", "server:\n  threads: 12\n");
    }

    @Test
    void whatCannotBeAnsweredSoonIsTurnedAwayUnreadAndTheRestIsAnswered() throws IOException {
        try (PdpServer server = site.start();
                Slow slow = new Slow(server)) {
            await().until(() -> site.asPep(server).post(QUESTION).status() == 503);

            long began = System.nanoTime();
            Exchange.Reply reply = site.asPep(server).post("not even XML");

            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(5));
            assertThat(reply.status()).isEqualTo(503);
            assertThat(reply.headers()).containsEntry("retry-after", "1").containsEntry("content-length", "0");
            assertThat(page(server, "/livez")).isEqualTo("ok\n");
            assertThat(page(server, "/metrics"))
                    .containsPattern("portcullis_overload_total\\{what=\"question\"} [1-9]");
            assertThat(slow.finish()).containsOnly("Permit").hasSize(ROOM);
            await().until(() -> site.asPep(server).post(QUESTION).decision().equals("Permit"));
        }
    }

    @Test
    void aConnectionThatIsTurnedAwayOnceMayAskAgain() throws IOException {
        try (PdpServer server = site.start();
                KeepAlive connection = new KeepAlive(site.asPep(server))) {
            try (Slow slow = new Slow(server)) {
                await().until(() -> connection.post(QUESTION).status() == 503);
                slow.finish();
            }

            await().until(() -> connection.post(QUESTION).decision().equals("Permit"));
        }
    }

    @Test
    void manyTimesTheLoadCostsNobodyMoreThanTheirTurn() throws IOException, InterruptedException {
        try (PdpServer server = site.start()) {
            LoadReport flood = load(server, 64, 3_000, Duration.ofSeconds(4));
            LoadReport after = load(server, 1, 20, Duration.ofSeconds(2));

            assertThat(flood.done()).isPositive();
            assertThat(flood.errors().keySet()).isSubsetOf("http-503", "abandoned");
            assertThat(after.errors()).isEmpty();
            assertThat(after.done()).isEqualTo(40);
            assertThat(page(server, "/readyz")).isEqualTo("ok\n");
        }
    }

    private LoadReport load(PdpServer server, int connections, double rate, Duration duration)
            throws InterruptedException {
        MutualTls tls = MutualTls.of(site.pep(), List.of(site.pki().authority().certificate()));
        LoadPlan plan = new LoadPlan(rate, duration, connections, ConnectionMode.KEEP_ALIVE, Duration.ofSeconds(10));
        Target target = new Target("localhost", server.port(), "/");
        RequestTemplate question = new RequestTemplate(QUESTION);
        return new OpenLoopDriver(target, tls::context, plan, question, InstantSource.system())
                .run(new Unobserved())
                .report();
    }

    private static String page(PdpServer server, String path) throws IOException {
        URI page = URI.create("http://127.0.0.1:" + server.healthPort() + path);
        try (var body = page.toURL().openStream()) {
            return new String(body.readAllBytes(), UTF_8);
        }
    }

    /** As many questions as there is room for, all but their last bytes. */
    private final class Slow implements AutoCloseable {
        private static final int HELD_BACK = 10;

        private final byte[] request =
                ("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/xml\r\nContent-Length: " + QUESTION.length()
                                + "\r\n\r\n" + QUESTION)
                        .getBytes(UTF_8);
        private final List<SSLSocket> sockets = new ArrayList<>();

        Slow(PdpServer server) throws IOException {
            for (int n = 0; n < ROOM; n++) {
                SSLSocket socket = (SSLSocket)
                        site.asPep(server).tls().getSocketFactory().createSocket("127.0.0.1", server.port());
                socket.setSoTimeout(20_000);
                socket.getOutputStream().write(request, 0, request.length - HELD_BACK);
                sockets.add(socket);
            }
        }

        List<String> finish() throws IOException {
            List<String> decisions = new ArrayList<>();
            for (SSLSocket socket : sockets) {
                socket.getOutputStream().write(request, request.length - HELD_BACK, HELD_BACK);
                decisions.add(Exchange.read(new BufferedInputStream(socket.getInputStream()))
                        .decision());
            }
            return decisions;
        }

        @Override
        public void close() throws IOException {
            for (Socket socket : sockets) {
                socket.close();
            }
        }
    }
}
