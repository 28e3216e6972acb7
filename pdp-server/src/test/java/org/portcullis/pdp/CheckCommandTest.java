package org.portcullis.pdp;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code portcullis check}, as Nagios calls it, beside a server that is well, degraded, away, or somebody else. */
class CheckCommandTest {
    @TempDir
    private Path directory;

    private TestSite site;
    private Shell shell;
    private int port;

    @BeforeEach
    void makeSite() throws IOException {
        site = TestSite.in(directory);
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        site.write(
                "etc/portcullis.yaml",
                site.read("etc/portcullis.yaml")
                        .replaceFirst("(health:\\n(?: *#.*\\n)*  listen: 127.0.0.1):0", "$1:" + port));
        shell = new Shell(site.configFile().toString());
    }

    @Test
    void serverThatIsReadyIsOkWithItsFigures() {
        try (PdpServer server = site.start()) {
            Shell.Done done = shell.run("check");

            assertThat(server.healthPort()).isEqualTo(port);
            assertThat(done.out())
                    .matches("PORTCULLIS OK: ready \\| policy_epoch=1\\.000 ban_epoch=\\d+\\.000"
                            + " ban_staleness_seconds=\\d+\\.\\d{3}s tls_certificate_seconds_left=\\d+\\.\\d{3}s"
                            + " trust_cas=1\\.000\n");
            assertThat(done.code()).isZero();
        }
    }

    @Test
    void serverThatKeepsWhatItHadIsAWarning() {
        try (PdpServer server = site.start()) {
            site.write("etc/peps.yaml", "peps: none\n");
            server.reload();
            Awaitility.await().until(() -> shell.run("check").code() == 1);

            assertThat(shell.run("check").out()).startsWith("PORTCULLIS WARNING: policy: last reload: ");
        }
    }

    @Test
    void serverThatIsAwayIsCritical() {
        Shell.Done done = shell.run("check");

        assertThat(done.out()).isEqualTo("PORTCULLIS CRITICAL: no answer from 127.0.0.1:" + port + "\n");
        assertThat(done.code()).isEqualTo(2);
    }

    @Test
    void somebodyElseOnThePortIsCritical() throws IOException {
        Shell.Done done = besideAServerThatSays(200, "{\"status\":\"ok\",\"checks\":[]}");

        assertThat(done.out()).startsWith("PORTCULLIS CRITICAL: another kind of answer from ");
        assertThat(done.code()).isEqualTo(2);
    }

    @Test
    void serverThatIsNotReadyIsCriticalAndSaysWhyOnOneLine() throws IOException {
        Shell.Done done = besideAServerThatSays(
                503,
                "{\"status\":\"fail\",\"checks\":{\"trust\":{\"status\":\"degraded\",\"detail\":\"a | b\"},"
                        + "\"audit\":{\"status\":\"fail\",\"detail\":\"not\\nkept\"},"
                        + "\"tls\":{\"status\":\"ok\",\"detail\":\"\"}}}");

        assertThat(done.out()).isEqualTo("PORTCULLIS CRITICAL: audit: not\\u000akept; trust: a / b\n");
        assertThat(done.code()).isEqualTo(2);
    }

    @Test
    void configurationThatCannotBeReadIsUnknown() {
        site.write("etc/portcullis.yaml", "sever: {}\n");

        Shell.Done done = shell.run("check");

        assertThat(done.out()).startsWith("PORTCULLIS UNKNOWN: ");
        assertThat(done.code()).isEqualTo(3);
    }

    private Shell.Done besideAServerThatSays(int status, String page) throws IOException {
        HttpServer other = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        other.createContext("/", exchange -> {
            byte[] body = page.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        other.start();
        try {
            return shell.run("check");
        } finally {
            other.stop(0);
        }
    }
}
