package org.portcullis.pdp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Group T of the catalogue of hostile inputs, with the tools of OpenSSL, against a server in a process of its own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TlsDoorTest {
    private static final Path GENERATOR =
            Path.of(System.getProperty("portcullis.shared", "../../shared"), "badinputs", "gen_certs.py");
    private static final int HALF_OPEN = Integer.getInteger("portcullis.half-open", 50);
    private static final int RENEGOTIATIONS = 100;
    private static final Duration HANDSHAKE = Duration.ofSeconds(4);
    private static final String REQUEST =
            "GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: 0\r\n\r\n";

    private Path world;
    private TestSite site;
    private ServerProcess server;

    @BeforeAll
    void startTheServer(@TempDir Path directory) throws IOException, InterruptedException {
        assumeTrue(Files.isReadable(GENERATOR), "SKIPPED: no catalogue of hostile inputs beside this repository");
        world = directory.resolve("world");
        run("python3", GENERATOR.toString(), world.toString());
        Files.writeString(world.resolve("no-ems.cnf"), """
                openssl_conf = all
                [all]
                ssl_conf = ssl
                [ssl]
                system_default = tls
                [tls]
                Options = -ExtendedMasterSecret
                """);
        site = TestSite.in(directory.resolve("site"))
                .replace("etc/portcullis.yaml", "../pki/certificates", world.resolve("certificates") + "")
                .replace("etc/portcullis.yaml", "server:\n", "server:\n  handshake: " + HANDSHAKE.toSeconds() + "s\n");
        server = ServerProcess.start(site);
    }

    @AfterAll
    void stopTheServer() {
        if (server != null) {
            server.close();
        }
    }

    /** Whatever was tried, whoever may come in still does. */
    @AfterEach
    void theControlGetsIn() throws IOException, InterruptedException {
        assertThat(client("host", "-tls1_3")).contains("HTTP/1.1 405");
    }

    @ParameterizedTest
    @CsvSource({
        "-tls1_2", "-tls1_3",
        "-tls1_2 -cipher ECDHE-RSA-AES128-GCM-SHA256", "-tls1_2 -cipher ECDHE-RSA-CHACHA20-POLY1305",
        "-tls1_3 -ciphersuites TLS_CHACHA20_POLY1305_SHA256", "-tls1_3 -groups P-256"
    })
    void goodConnectionsGetIn(String options) throws IOException, InterruptedException {
        assertThat(client("host", options)).contains("HTTP/1.1 405");
    }

    @ParameterizedTest(name = "{0}: {1} {2}")
    @CsvSource({
        "T02, host, -tls1 -cipher ALL:@SECLEVEL=0",
        "T02, host, -tls1_1 -cipher ALL:@SECLEVEL=0",
        "T03, '', -tls1_2",
        "T03, '', -tls1_3",
        "T04, rogue_host, -tls1_2",
        "T04, rogue_host, -tls1_3",
        "T05, selfsigned_clone, -tls1_2",
        "T05, selfsigned_clone, -tls1_3",
        "T06, expired_host, -tls1_3",
        "T06, future_host, -tls1_3",
        "T07, revoked_host, -tls1_2",
        "T07, revoked_host, -tls1_3",
        "T08, deep_proxy_20, -tls1_2",
        "T08, deep_proxy_20, -tls1_3",
        "T12, host, -tls1_2 -cipher NULL:@SECLEVEL=0",
        "T12, host, -tls1_2 -cipher AES128-GCM-SHA256:@SECLEVEL=0",
        "T12, host, -tls1_2 -cipher ECDHE-RSA-AES256-SHA384:@SECLEVEL=0",
        "T12, host, -tls1_2 -cipher ECDHE-RSA-AES128-SHA:@SECLEVEL=0",
        "T12, host, -tls1_2 -cipher DHE-RSA-AES128-GCM-SHA256:@SECLEVEL=0",
        "T12, host, -tls1_2 -sigalgs RSA+SHA1 -cipher DEFAULT:@SECLEVEL=0",
        "T12, weak_rsa1024, -tls1_2 -cipher DEFAULT:@SECLEVEL=0",
        "T14, eku_server_only, -tls1_2",
        "T14, eku_server_only, -tls1_3"
    })
    void whateverIsNotToBeTrustedGetsNoByteOfHttp(String row, String who, String options)
            throws IOException, InterruptedException {
        Instant begin = Instant.now();

        String output = client(who, options);

        assertThat(output).as(row).doesNotContain("HTTP/1.1").containsAnyOf("alert", "error", "no cipher");
        assertThat(Duration.between(begin, Instant.now())).isLessThan(Duration.ofSeconds(10));
    }

    /** T12: TLS 1.2 without extended master secret. */
    @Test
    void withoutExtendedMasterSecretNobodyGetsIn() throws IOException, InterruptedException {
        assertThat(client(world.resolve("no-ems.cnf"), "host", "-tls1_2"))
                .doesNotContain("HTTP/1.1")
                .contains("alert handshake failure");
    }

    @Test
    void plainHttpGetsNoAnswer() throws IOException {
        assertThat(answerTo("POST /authz HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(UTF_8)))
                .as("T01")
                .doesNotContain("HTTP/");
    }

    @ParameterizedTest
    @CsvSource({"160301ffff, 65536", "1603010200010001fc0303, 0", "8080010301, 100", "15030100020228, 0", "'', 65536"})
    void junkGetsNoAnswer(String begin, int random) throws IOException {
        byte[] rest = new byte[random];
        new SplittableRandom(15).nextBytes(rest);
        byte[] head = java.util.HexFormat.of().parseHex(begin);
        byte[] junk = Arrays.copyOf(head, head.length + rest.length);
        System.arraycopy(rest, 0, junk, head.length, rest.length);

        assertThat(answerTo(junk)).as("T15").doesNotContain("HTTP/");
    }

    /** T09: a handshake message that says it is 1 MiB long, as one with that many certificates would. */
    @Test
    void hugeHandshakeMessagesAreCutOff() throws IOException, InterruptedException {
        String leaf = Files.readString(world.resolve("host.pem"));
        Files.writeString(world.resolve("huge.pem"), leaf.repeat(1 + (1 << 20) / 900));
        Files.copy(world.resolve("host.key"), world.resolve("huge.key"));

        assertThat(client("huge", "-tls1_3")).doesNotContain("HTTP/1.1");
    }

    @Test
    void renegotiationIsRefused() throws IOException, InterruptedException {
        List<String> command = command("host", "-tls1_2");
        command.remove("-quiet");
        Process client = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (var input = client.outputWriter(UTF_8)) {
            for (int n = 0; n < RENEGOTIATIONS; n++) {
                input.write("R\n");
                input.flush();
            }
        } catch (IOException e) {
            assertThat(e).as("the client has ended").isNotNull();
        }
        String output = new String(client.getInputStream().readAllBytes(), UTF_8);
        assertThat(client.waitFor(20, TimeUnit.SECONDS)).isTrue();

        assertThat(output).as("T10").contains("RENEGOTIATING").containsPattern("no renegotiation|alert|error");
        assertThat(output.split("RENEGOTIATING", -1)).hasSizeLessThan(5);
    }

    @Test
    void halfOpenHandshakesAreClosedInTimeAndStopNobodyElse() throws IOException, InterruptedException {
        List<Socket> sockets = new ArrayList<>();
        Instant begin = Instant.now();
        for (int n = 0; n < HALF_OPEN; n++) {
            Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
            socket.setSoTimeout(15_000);
            if (n % 2 == 0) {
                socket.getOutputStream().write(new byte[] {0x16, 3, 1, 2, 0, 1, 0});
            }
            sockets.add(socket);
        }
        Instant open = Instant.now();

        assertThat(client("host", "-tls1_3")).as("T11").contains("HTTP/1.1 405");
        assertThat(Duration.between(open, Instant.now()))
                .as("while all are open")
                .isLessThan(HANDSHAKE);
        for (Socket socket : sockets) {
            assertThat(readAll(socket)).as("T11").doesNotContain("HTTP/");
            socket.close();
        }
        assertThat(Duration.between(begin, Instant.now())).isLessThan(Duration.ofSeconds(15));
    }

    /** A byte now and then keeps a connection from being idle, and does not keep it open. */
    @Test
    void handshakesThatDripAreClosedInTime() throws IOException {
        Instant begin = Instant.now();
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.setSoTimeout(200);
            socket.getOutputStream().write(new byte[] {0x16, 3, 1, 2, 0, 1, 0, 1, (byte) 0xfc, 3, 3});
            while (isOpen(socket)) {
                assertThat(Duration.between(begin, Instant.now())).isLessThan(Duration.ofSeconds(15));
                socket.getOutputStream().write(0);
            }
        } catch (java.net.SocketException e) {
            assertThat(e).as("closed while a byte was on its way").isNotNull();
        }

        assertThat(Duration.between(begin, Instant.now())).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(15));
    }

    private static boolean isOpen(Socket socket) throws IOException {
        try {
            return socket.getInputStream().read() >= 0;
        } catch (SocketTimeoutException e) {
            return true;
        }
    }

    /** T13: the tickets of this server let nobody send a request in the first flight. */
    @Test
    void ticketsAllowNoEarlyData() throws IOException, InterruptedException {
        Path session = world.resolve("session.pem");
        client("host", "-tls1_3 -sess_out " + session);

        assertThat(run("openssl", "sess_id", "-in", session.toString(), "-text", "-noout"))
                .contains("Max Early Data: 0");
    }

    /** The keys of tickets live in the memory of one process. */
    @Test
    void ticketsOfOneProcessAreWorthNothingToTheNext() throws IOException, InterruptedException {
        Path session = world.resolve("before.pem");
        List<String> resume = List.of("-sess_in", session.toString());
        client("host", "-tls1_3 -sess_out " + session);
        assertThat(handshake(resume, server.port())).contains("Reused, TLSv1.3");
        site.replace("etc/portcullis.yaml", "../var", "../var2").write("var2/README", "");

        try (ServerProcess next = ServerProcess.start(site)) {
            assertThat(handshake(resume, next.port())).contains("New, TLSv1.3");
        } finally {
            site.replace("etc/portcullis.yaml", "../var2", "../var");
        }
    }

    private String handshake(List<String> options, int port) throws IOException, InterruptedException {
        List<String> command = command("host", "-tls1_3");
        command.remove("-quiet");
        command.addAll(options);
        command.set(command.indexOf("-connect") + 1, "127.0.0.1:" + port);
        return run(command.toArray(String[]::new));
    }

    private List<String> command(String who, String options) throws IOException {
        List<String> command = new ArrayList<>(List.of("openssl", "s_client", "-quiet", "-connect"));
        command.add("127.0.0.1:" + server.port());
        if (!who.isEmpty()) {
            String pem = Files.readString(world.resolve(who + ".pem"));
            String above = pem.substring(pem.indexOf("-----END CERTIFICATE-----\n") + 26);
            command.addAll(List.of("-cert", world.resolve(who + ".pem").toString()));
            command.addAll(List.of("-key", world.resolve(who + ".key").toString()));
            if (!above.isBlank()) {
                Path chain = Files.writeString(world.resolve(who + ".above"), above);
                command.addAll(List.of("-cert_chain", chain.toString()));
            }
        }
        command.addAll(List.of(options.split(" ", -1)));
        return command;
    }

    private String client(String who, String options) throws IOException, InterruptedException {
        return client(Path.of("/dev/null"), who, options);
    }

    private String client(Path settings, String who, String options) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command(who, options)).redirectErrorStream(true);
        builder.environment().put("OPENSSL_CONF", settings.toString());
        return finish(builder.start());
    }

    private static String run(String... command) throws IOException, InterruptedException {
        return finish(new ProcessBuilder(command).redirectErrorStream(true).start());
    }

    private static String finish(Process process) throws IOException, InterruptedException {
        try (var input = process.outputWriter(UTF_8)) {
            input.write(REQUEST);
        } catch (IOException e) {
            assertThat(e).as("the process reads no input").isNotNull();
        }
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        return output;
    }

    private String answerTo(byte[] message) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.setSoTimeout(15_000);
            socket.getOutputStream().write(message);
            return readAll(socket);
        } catch (java.net.SocketException e) {
            return "closed while being sent to";
        }
    }

    /** What comes until the connection is closed; one that is not fails the test. */
    private static String readAll(Socket socket) throws IOException {
        try {
            return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
        } catch (SocketTimeoutException e) {
            throw new AssertionError("the connection is still open", e);
        } catch (java.net.SocketException e) {
            return "reset";
        }
    }
}
