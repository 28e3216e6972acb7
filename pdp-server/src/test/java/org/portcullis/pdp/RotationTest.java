package org.portcullis.pdp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.portcullis.load.pki.EndEntity;
import org.portcullis.load.pki.Identity;
import org.portcullis.load.pki.KeyType;
import org.portcullis.load.pki.Validity;

/** Certificates, keys, CAs and revocation lists that are replaced while the server runs. */
class RotationTest {
    private static final int ROUNDS = Integer.getInteger("portcullis.rotations", 4);
    private static final Duration BOUND = Duration.ofSeconds(10);
    private static final String QUESTION = Questions.direct("/C=XX/O=Grid/CN=Alice", "/atlas");

    @TempDir
    private Path directory;

    private TestSite site;

    @BeforeEach
    void makeSite() {
        site = TestSite.in(directory).replace("etc/portcullis.yaml", "tls:\n", "tls:\n  reread: 100ms\n");
    }

    @Test
    void aNewHostCertificateIsServedWithoutARestart() throws Exception {
        try (PdpServer server = site.start()) {
            Identity next = host(List.of("localhost", "next.example.org"), KeyType.EC_P256);
            writeHost(next);

            await().atMost(BOUND).until(() -> next.certificate().equals(served(server)));

            String addressed = QUESTION.replace(" ID=", " Destination=\"https://next.example.org/authz\" ID=");
            assertThat(site.asPep(server).post(addressed).decision()).isEqualTo("Permit");
        }
    }

    /** As SIGHUP does. */
    @Test
    void aReloadTakesItAtOnce() throws Exception {
        site.replace("etc/portcullis.yaml", "reread: 100ms", "reread: 10s");
        try (PdpServer server = site.start()) {
            Identity next = host(List.of("localhost"), KeyType.RSA_2048);
            writeHost(next);
            server.reload();

            assertThat(served(server)).isEqualTo(next.certificate());
        }
    }

    /** Catalogue K08. */
    @Test
    void aBadHostCertificateIsRefusedAloudAndTheOldOneServes() throws Exception {
        Instant now = Instant.now();
        Validity over = new Validity(now.minusSeconds(7200), now.minusSeconds(3600));
        EndEntity host = site.pki().hostEntity("localhost");
        Identity expired =
                site.pki().authority().issue(new EndEntity(host.name(), List.of("localhost"), KeyType.EC_P256, over));

        try (PdpServer server = site.start()) {
            X509Certificate before = served(server);
            for (Identity bad : List.of(expired, site.pki().host("other.example.org"))) {
                writeHost(bad);
                await().atMost(BOUND).until(() -> page(server, "/metrics").contains("tls_certificate_refused 1.0"));

                assertThat(page(server, "/readyz")).isEqualTo("degraded\n");
                assertThat(page(server, "/readyz?verbose")).contains("\"tls\":{\"status\":\"degraded\"");
                assertThat(served(server)).isEqualTo(before);
                assertThat(site.asPep(server).post(QUESTION).decision()).isEqualTo("Permit");
            }
            writeHost(host(List.of("localhost"), KeyType.EC_P256));
            await().atMost(BOUND).until(() -> page(server, "/readyz").equals("ok\n"));
        }
    }

    @Test
    void aBrokenCaFileIsToldAndCostsNobody() throws Exception {
        String list = site.pki()
                .trusted()
                .certificateFile(site.pki().authority())
                .toString()
                .replace(".0", ".r0");
        String name = "pki/certificates/" + Path.of(list).getFileName();
        try (PdpServer server = site.start()) {
            site.write(name, "nothing");
            await().atMost(BOUND).until(() -> page(server, "/metrics").contains("trust_broken_files 1.0"));

            assertThat(page(server, "/readyz?verbose")).contains("r0 cannot be used");
            assertThat(site.asPep(server).post(QUESTION).decision()).isEqualTo("Permit");
        }
    }

    /** Key, certificate, CA and revocation list, once a second, file by file and not at one blow. */
    @Test
    void rotationUnderLoadFailsNoHandshake() throws Exception {
        AtomicBoolean rotating = new AtomicBoolean(true);
        AtomicInteger asked = new AtomicInteger();
        Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
        try (PdpServer server = site.start()) {
            List<Thread> asking = IntStream.range(0, 4)
                    .mapToObj(n -> new Thread(() -> ask(server, rotating, asked, failures)))
                    .toList();
            asking.forEach(Thread::start);
            X509Certificate last = served(server);
            for (int round = 0; round < ROUNDS; round++) {
                rotate(round);
                X509Certificate before = last;
                await().atMost(BOUND)
                        .pollDelay(Duration.ofSeconds(1))
                        .until(() -> !served(server).equals(before));
                last = served(server);
            }
            rotating.set(false);
            for (Thread thread : asking) {
                thread.join();
            }
        }

        assertThat(failures).isEmpty();
        assertThat(asked.get()).isGreaterThan(ROUNDS);
    }

    private void rotate(int round) {
        writeHost(host(List.of("localhost"), round % 2 == 0 ? KeyType.EC_P256 : KeyType.RSA_2048));
        site.pki().trusted().trust(site.pki().authority(), "/C=XX/O=Grid");
        site.pki().revoke(site.pki().user("Revoked " + round));
    }

    private void ask(PdpServer server, AtomicBoolean rotating, AtomicInteger asked, Queue<Throwable> failures) {
        while (rotating.get()) {
            try {
                assertThat(site.asPep(server).post(QUESTION).status()).isEqualTo(200);
                asked.incrementAndGet();
            } catch (IOException | AssertionError e) {
                failures.add(e);
            }
        }
    }

    private Identity host(List<String> names, KeyType type) {
        EndEntity like = site.pki().hostEntity("localhost");
        return site.pki().authority().issue(new EndEntity(like.name(), names, type, like.validity()));
    }

    private void writeHost(Identity host) {
        host.writeCertificate(site.file("pki/server/hostcert.pem"));
        host.writeKey(site.file("pki/server/hostkey.pem"));
    }

    private X509Certificate served(PdpServer server) throws IOException {
        Exchange exchange = site.asPep(server);
        try (SSLSocket socket =
                (SSLSocket) exchange.tls().getSocketFactory().createSocket("127.0.0.1", exchange.port())) {
            socket.startHandshake();
            return (X509Certificate) socket.getSession().getPeerCertificates()[0];
        }
    }

    private static String page(PdpServer server, String page) throws IOException {
        URI uri = URI.create("http://localhost:" + server.healthPort() + page);
        HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
        try (var body = connection.getInputStream()) {
            return new String(body.readAllBytes(), UTF_8);
        }
    }
}
