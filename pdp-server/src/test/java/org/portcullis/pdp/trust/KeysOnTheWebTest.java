package org.portcullis.pdp.trust;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.portcullis.load.pki.GridPki;
import org.portcullis.load.pki.MutualTls;

/** Keys of an issuer behind a real https server. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KeysOnTheWebTest {
    private static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");

    private final TestIssuer first = TestIssuer.create("https://iam.example.org/", "k1");
    private final TestIssuer second = TestIssuer.create("https://iam.example.org/", "k2");
    private final AtomicInteger asked = new AtomicInteger();
    private HttpsServer server;
    private SSLContext trusting;
    private volatile int status;
    private volatile String body = "";
    private volatile Instant now = NOON;

    @BeforeAll
    void serve(@TempDir Path directory) throws IOException {
        GridPki pki = GridPki.create(directory, InstantSource.system());
        List<X509Certificate> cas = List.of(pki.authority().certificate());
        trusting = MutualTls.anonymous(cas).context();
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(
                new HttpsConfigurator(MutualTls.of(pki.host("localhost"), cas).context()));
        server.createContext("/", this::answer);
        server.start();
    }

    private void answer(HttpExchange exchange) throws IOException {
        asked.incrementAndGet();
        byte[] bytes = body.getBytes(UTF_8);
        exchange.getResponseHeaders().add("Location", "/elsewhere");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @AfterAll
    void stop() {
        server.stop(0);
    }

    @BeforeEach
    void reset() {
        status = 200;
        body = first.jwks();
        now = NOON;
        asked.set(0);
    }

    @Test
    void keysAreAskedForWhenATokenNamesANewOneButOnceAMinute() {
        IssuerKeys keys = IssuerKeys.open(source(trusting), () -> now);
        body = second.jwks();

        assertThat(keys.matching(header("k1"))).hasSize(1);
        assertThat(keys.matching(header("k2"))).isEmpty();
        assertThat(asked).hasValue(1);
        now = NOON.plusSeconds(60);
        assertThat(keys.matching(header("k2"))).hasSize(1);
        assertThat(keys.matching(header("k3"))).isEmpty();
        assertThat(asked).hasValue(2);
    }

    @Test
    void oldKeysAreAskedForAgainAndStayWhenNobodyAnswers() {
        IssuerKeys keys = IssuerKeys.open(source(trusting), () -> now);
        status = 503;
        now = NOON.plusSeconds(6 * 3600);

        assertThat(keys.matching(header("k1"))).hasSize(1);
        assertThat(keys.matching(header("k1"))).hasSize(1);
        assertThat(asked).hasValue(2);
    }

    @Test
    void onlyAShortPlainAnswerOfTheOneAddressCounts() throws IOException {
        KeySource source = source(trusting);

        assertThat(source.read()).isEqualTo(first.jwks());
        status = 302;
        assertThatThrownBy(source::read).isInstanceOf(IOException.class).hasMessageContaining("302");
        status = 200;
        body = " ".repeat((256 << 10) + 1);
        assertThatThrownBy(source::read).isInstanceOf(IOException.class).hasMessageContaining("256 KiB");
        assertThat(asked).hasValue(3);
    }

    @Test
    void whoCannotProveItselfHasNoKeys() throws Exception {
        KeySource stranger = source(SSLContext.getDefault());

        assertThatThrownBy(stranger::read).isInstanceOf(IOException.class);
    }

    private KeySource source(SSLContext tls) {
        return new KeySource(
                URI.create("https://localhost:" + server.getAddress().getPort() + "/jwk"), tls);
    }

    private static JWSHeader header(String keyId) {
        return new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(keyId).build();
    }
}
