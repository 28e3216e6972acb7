package org.portcullis.pdp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.portcullis.load.pki.EndEntity;
import org.portcullis.load.pki.Identity;
import org.portcullis.load.pki.MutualTls;
import org.portcullis.load.pki.ProxyKind;
import org.portcullis.load.pki.Validity;
import org.portcullis.pdp.config.ConfigReader;

/** Callers that were let in once, and what becomes of them afterwards. */
class LivePeersTest {
    private static final Duration BOUND = Duration.ofSeconds(60);
    private static final String QUESTION = Questions.direct("/C=XX/O=Grid/CN=Alice", "/atlas");

    @TempDir
    private Path directory;

    private TestSite site;

    @BeforeEach
    void makeSite() {
        site = TestSite.in(directory).replace("etc/portcullis.yaml", "tls:\n", "tls:\n  reread: 100ms\n");
    }

    @Test
    void aRevokedCallerLosesItsOpenConnection() throws IOException {
        try (PdpServer server = site.start();
                KeepAlive connection = new KeepAlive(site.asPep(server))) {
            assertThat(connection.post(QUESTION).decision()).isEqualTo("Permit");
            Instant revoked = Instant.now();
            site.pki().revoke(site.pep());

            assertThatThrownBy(() -> postFor(connection, BOUND)).hasMessageContaining("connection was closed");
            assertThat(Duration.between(revoked, Instant.now())).isLessThan(Duration.ofSeconds(10));
            assertThat(metrics(server)).contains("portcullis_tls_rejects_total{reason=\"peer\"} 1.0");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void aRevokedCallerGetsNothingOutOfAResumedSession(String protocol) throws IOException {
        SSLContext context = MutualTls.of(
                        site.pep(), List.of(site.pki().authority().certificate()))
                .context();
        try (PdpServer server = site.start()) {
            Instant first = post(context, server, protocol).session();
            Asked resumed = post(context, server, protocol);
            assertThat(resumed.session()).isEqualTo(first);
            assertThat(resumed.firstByte()).isEqualTo('H');

            site.pki().revoke(site.pep());

            await().atMost(BOUND).until(() -> post(context, server, protocol).firstByte() < 0);
            Asked refused = post(context, server, protocol);
            assertThat(refused).isEqualTo(new Asked(first, -1));
        }
    }

    @Test
    void aCallerWhoseCertificateExpiresLosesItsOpenConnection() throws IOException {
        EndEntity pep = site.pki().hostEntity("pep1.example.org");
        Validity oneHour = site.pki().validFor(Duration.ofHours(1));
        Identity brief = site.pki().authority().issue(EndEntity.host(pep.name(), List.of("localhost"), oneHour));
        AtomicReference<Duration> later = new AtomicReference<>(Duration.ZERO);
        InstantSource clock = () -> Instant.now().plus(later.get());

        try (PdpServer server = PdpServer.start(ConfigReader.read(site.configFile()), clock);
                KeepAlive connection = new KeepAlive(site.as(brief, server))) {
            assertThat(connection.post(QUESTION).decision()).isEqualTo("Permit");

            later.set(Duration.ofHours(1));

            assertThatThrownBy(() -> connection.post(QUESTION)).hasMessageContaining("connection was closed");
        }
    }

    /** A line of headers now and then, for ever. */
    @Test
    void headersThatDripEndTheConnection() throws IOException {
        site.replace("etc/portcullis.yaml", "server:\n", "server:\n  handshake: 3s\n");
        try (PdpServer server = site.start();
                SSLSocket slow = open(site.asPep(server).tls(), server, "TLSv1.2")) {
            slow.getOutputStream().write("POST /authz HTTP/1.1\r\n".getBytes(UTF_8));

            await().atMost(Duration.ofSeconds(30))
                    .pollInterval(Duration.ofMillis(200))
                    .until(() -> isClosed(slow, "X: y\r\n"));

            assertThat(metrics(server)).contains("portcullis_tls_rejects_total{reason=\"slow\"} 1.0");
        }
    }

    /** H13: ten bytes now and then, also where many others have asked before. */
    @Test
    void bodiesThatDripEndTheConnection() throws IOException {
        site.replace("etc/portcullis.yaml", "server:\n", "server:\n  handshake: 3s\n");
        try (PdpServer server = site.start();
                KeepAlive other = new KeepAlive(site.asPep(server));
                SSLSocket slow = open(site.asPep(server).tls(), server, "TLSv1.3")) {
            postFor(other, Duration.ofSeconds(2));
            slow.getOutputStream().write(head("close", 400_000));

            await().atMost(Duration.ofSeconds(30))
                    .pollInterval(Duration.ofMillis(200))
                    .until(() -> isClosed(slow, "aaaaaaaaaa"));

            assertThat(metrics(server)).contains("portcullis_tls_rejects_total{reason=\"slow\"} 1.0");
            assertThat(other.post(QUESTION).decision()).isEqualTo("Permit");
        }
    }

    /** Longer than a handshake may take, at some thousand bytes a second. */
    @Test
    void bodiesThatTakeTheirTimeAreAnswered() throws IOException {
        site.replace("etc/portcullis.yaml", "server:\n", "server:\n  handshake: 2s\n");
        byte[] body = (QUESTION + "\n".repeat(30_000)).getBytes(UTF_8);
        AtomicInteger sent = new AtomicInteger();
        try (PdpServer server = site.start();
                SSLSocket slow = open(site.asPep(server).tls(), server, "TLSv1.3")) {
            slow.getOutputStream().write(head("close", body.length));

            await().atMost(Duration.ofSeconds(30))
                    .pollInterval(Duration.ofMillis(100))
                    .until(() -> {
                        int from = sent.getAndAdd(500);
                        slow.getOutputStream().write(body, from, Math.min(500, body.length - from));
                        return sent.get() >= body.length;
                    });

            assertThat(Exchange.read(new BufferedInputStream(slow.getInputStream()))
                            .decision())
                    .isEqualTo("Permit");
        }
    }

    /** More seconds than headers may take, with one request after the other. */
    @Test
    void requestsThatComeWholeKeepTheirConnection() throws IOException {
        site.replace("etc/portcullis.yaml", "server:\n", "server:\n  handshake: 3s\n");
        try (PdpServer server = site.start();
                KeepAlive whole = new KeepAlive(site.asPep(server))) {
            postFor(whole, Duration.ofSeconds(8));

            assertThat(metrics(server)).contains("portcullis_tls_rejects_total{reason=\"slow\"} 0.0");
        }
    }

    private static boolean isClosed(SSLSocket slow, String more) {
        try {
            slow.getOutputStream().write(more.getBytes(UTF_8));
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    @Test
    void oneCallerGetsNoMoreThanItsShareAndTheOthersNotice() throws IOException {
        site.replace("etc/portcullis.yaml", "server:\n", "server:\n  per-peer: 1\n");
        Identity other = site.pki().host("pep2.example.org");
        String first = "  - dn: /C=XX/O=Grid/CN=pep1.example.org\n";
        String peps = site.read("etc/peps.yaml");
        String rest = peps.substring(peps.indexOf(first) + first.length());
        String entry = first + rest.substring(0, rest.indexOf("  - dn: ")).replaceAll(" *#.*\n", "");
        site.write("etc/peps.yaml", peps.replace(first, entry.replace("pep1", "pep2") + first));

        try (PdpServer server = site.start();
                SSLSocket slow = open(site.asPep(server).tls(), server, "TLSv1.3")) {
            byte[] request = request("keep-alive");
            slow.getOutputStream().write(request, 0, request.length - 10);
            await().until(() -> site.asPep(server).post(QUESTION).status() == 503);

            Exchange.Reply reply = site.asPep(server).post(QUESTION);
            assertThat(reply.headers()).containsEntry("retry-after", "1").containsEntry("content-length", "0");
            assertThat(site.as(other, server).post(QUESTION).decision()).isEqualTo("Permit");

            slow.getOutputStream().write(request, request.length - 10, 10);
            assertThat(Exchange.read(new BufferedInputStream(slow.getInputStream()))
                            .decision())
                    .isEqualTo("Permit");
            await().until(() -> site.asPep(server).post(QUESTION).decision().equals("Permit"));
            assertThat(metrics(server)).containsPattern("portcullis_peer_limited_total [1-9]");
        }
    }

    @ParameterizedTest
    @CsvSource({"LEGACY, false", "LEGACY, true", "LEGACY_LIMITED, false", "LEGACY_LIMITED, true", "FULL, false"})
    void proxiesOfOldCallWhereTheSiteLetsThem(ProxyKind kind, boolean legacyProxies) throws IOException {
        site.replace("etc/portcullis.yaml", "tls:\n", "tls:\n  legacy-proxies: " + legacyProxies + "\n");
        Identity proxy = site.pki().proxyDraft(kind).signedBy(site.pep());

        try (PdpServer server = site.start()) {
            if (legacyProxies || kind == ProxyKind.FULL) {
                assertThat(site.as(proxy, server).post(QUESTION).status()).isEqualTo(200);
            } else {
                assertThatThrownBy(() -> site.as(proxy, server).post(QUESTION)).isInstanceOf(IOException.class);
            }
        }
    }

    /** When the session began that a connection goes on with, and the first byte of the answer, or -1. */
    private record Asked(Instant session, int firstByte) {}

    private static Asked post(SSLContext context, PdpServer server, String protocol) throws IOException {
        try (SSLSocket socket = open(context, server, protocol)) {
            socket.startHandshake();
            Instant session = Instant.ofEpochMilli(socket.getSession().getCreationTime());
            socket.getOutputStream().write(request("close"));
            InputStream answer = socket.getInputStream();
            int first = answer.read();
            answer.readAllBytes();
            return new Asked(session, first);
        }
    }

    private static SSLSocket open(SSLContext context, PdpServer server, String protocol) throws IOException {
        SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket("127.0.0.1", server.port());
        socket.setEnabledProtocols(new String[] {protocol});
        socket.setSoTimeout(20_000);
        return socket;
    }

    private static byte[] request(String connection) {
        return (new String(head(connection, QUESTION.length()), UTF_8) + QUESTION).getBytes(UTF_8);
    }

    private static byte[] head(String connection, int length) {
        return ("POST /authz HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/xml\r\nConnection: " + connection
                        + "\r\nContent-Length: " + length + "\r\n\r\n")
                .getBytes(UTF_8);
    }

    private static void postFor(KeepAlive connection, Duration longest) throws IOException {
        Instant end = Instant.now().plus(longest);
        while (Instant.now().isBefore(end)) {
            assertThat(connection.post(QUESTION).status()).isEqualTo(200);
        }
    }

    private static String metrics(PdpServer server) throws IOException {
        URI page = URI.create("http://localhost:" + server.healthPort() + "/metrics");
        try (var body = page.toURL().openStream()) {
            return new String(body.readAllBytes(), UTF_8);
        }
    }
}
