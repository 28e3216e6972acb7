package org.portcullis.client;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.portcullis.client.AuthzUnavailableException.Reason;
import org.portcullis.client.credential.GridCredential;
import org.portcullis.client.credential.TrustedCas;
import org.portcullis.profile.ActionType;
import org.portcullis.profile.Credential;
import org.portcullis.profile.Dn;
import org.portcullis.profile.ResourceType;
import org.portcullis.profile.Subject;

class FailoverTest {
    private static final Subject ALICE =
            new Subject(Dn.parse("/CN=Alice"), List.of(), Set.of(), new Credential.Bare(), Set.of());
    private static final Question QUESTION = Question.of(ALICE, ResourceType.WN, "wn1", ActionType.EXECUTE_NOW);
    private static final Timeouts SHORT =
            new Timeouts(Duration.ofMillis(300), Duration.ofMillis(700), Duration.ofSeconds(2));
    private static final Timeouts PATIENT =
            new Timeouts(Duration.ofSeconds(2), Duration.ofSeconds(5), Duration.ofSeconds(20));

    /** A way of not being a server that can answer. */
    private record Trouble(String name, Reason reason, boolean tls, FakePdp.Script script) {
        FakePdp start() throws IOException, GeneralSecurityException {
            return tls ? FakePdp.start("host", script) : FakePdp.withoutTls(script);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private static final Trouble BUSY = saying("503", Reason.OVERLOADED, "503 Busy", "html");
    private static final Trouble UNABLE =
            saying("processing error", Reason.UNABLE, "200 OK", "indeterminate-processing-error");
    private static final Trouble SILENT = silent("silence", true);

    static List<Trouble> troubles() {
        return List.of(
                BUSY,
                UNABLE,
                SILENT,
                silent("silence in TLS", false),
                writing("TLS garbage", false, "SSH-2.0-server\r\n"),
                writing("a connection that closes at once", false, ""),
                writing("no HTTP answer", true, ""),
                writing("HTTP garbage", true, "220 smtp\r\n\r\n"),
                writing(
                        "a redirect",
                        true,
                        "HTTP/1.1 301 Moved\r\nLocation: http://127.0.0.1/\r\nContent-Length: 0\r\n\r\n"),
                writing("no XML", true, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"),
                writing("a negative length", true, "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\nok"),
                writing("two lengths", true, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\nok"),
                writing("10 GB", true, "HTTP/1.1 200 OK\r\nContent-Length: 10000000000\r\n\r\n"),
                writing("compression", true, "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 0\r\n\r\n"),
                writing("a damaged chunk", true, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"),
                new Trouble("slow drip", Reason.UNREACHABLE, true, FailoverTest::drip),
                new Trouble("endless answer", Reason.UNREACHABLE, true, FailoverTest::flood),
                new Trouble("endless head", Reason.UNREACHABLE, true, FailoverTest::floodHead),
                new Trouble(
                        "cut short",
                        Reason.UNREACHABLE,
                        true,
                        (pdp, out, id) -> out.write(http("200 OK", "permit", id), 0, 700)),
                saying("a Permit under status 500", Reason.UNREACHABLE, "500 Oh", "permit"),
                saying("502", Reason.UNREACHABLE, "502 Bad Gateway", "html"),
                saying("the answer to another question", Reason.UNREACHABLE, "200 OK", "other-response"),
                saying("server fault", Reason.UNREACHABLE, "500 Oh", "fault-server"),
                saying("Responder", Reason.UNABLE, "200 OK", "saml-responder"),
                saying("Responder with a Permit inside", Reason.UNABLE, "200 OK", "U08a"));
    }

    private static Trouble saying(String name, Reason reason, String status, String answer) {
        return new Trouble(name, reason, true, (pdp, out, id) -> out.write(http(status, answer, id)));
    }

    private static Trouble writing(String name, boolean tls, String bytes) {
        return new Trouble(name, Reason.UNREACHABLE, tls, (pdp, out, id) -> out.write(bytes.getBytes(US_ASCII)));
    }

    private static Trouble silent(String name, boolean tls) {
        return new Trouble(
                name, Reason.UNREACHABLE, tls, (pdp, out, id) -> pdp.closed().await(5, TimeUnit.SECONDS));
    }

    @ParameterizedTest
    @MethodSource("troubles")
    void theNextServerIsAskedAfter(Trouble trouble) throws Exception {
        try (FakePdp bad = trouble.start();
                FakePdp good = FakePdp.answering("permit-all")) {
            Answer answer = client(SHORT, bad.uri(), good.uri()).decide(QUESTION);

            assertThat(answer)
                    .isEqualTo(
                            new Answer.Permit(good.uri(), new Account(40001, 3100, List.of(3101L, 3102L), "atlas001")));
        }
    }

    @ParameterizedTest
    @MethodSource("troubles")
    void nobodyGetsInWhenTheOnlyServerIsIn(Trouble trouble) throws Exception {
        try (FakePdp bad = trouble.start()) {
            PortcullisClient client = client(SHORT, bad.uri());
            long start = System.nanoTime();

            var e = catchThrowableOfType(AuthzUnavailableException.class, () -> client.decide(QUESTION));

            assertThat(e.reason()).isEqualTo(trouble.reason);
            assertThat(e).hasMessageStartingWith("no server could answer: 127.0.0.1:");
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(2_900));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "deny",
                "not-applicable",
                "saml-request-denied",
                "saml-requester",
                "saml-version-mismatch",
                "fault-client",
                "indeterminate-syntax-error",
                "indeterminate-missing-attribute",
                "U02a",
                "U03a",
                "U04",
                "U08b",
                "U08c",
                "two-results",
                "saml-no-status"
            })
    void noOtherServerIsAskedAfter(String answer) throws Exception {
        try (FakePdp first = FakePdp.answering(answer);
                FakePdp second = FakePdp.answering("permit")) {
            Answer decided = client(PATIENT, first.uri(), second.uri()).decide(QUESTION);

            assertThat(decided).isNotInstanceOf(Answer.Permit.class);
            assertThat(decided.server()).isEqualTo(first.uri());
            assertThat(second.queries()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"400 Bad Request", "403 Forbidden", "404 Not Found", "413 Too Large", "415 No"})
    void anHttpRefusalIsFinal(String status) throws Exception {
        try (FakePdp first = FakePdp.start("host", (pdp, out, id) -> out.write(http(status, "permit", id)));
                FakePdp second = FakePdp.answering("permit")) {
            Answer decided = client(PATIENT, first.uri(), second.uri()).decide(QUESTION);

            assertThat(decided)
                    .isEqualTo(new Answer.Indeterminate(
                            first.uri(), Answer.Status.QUERY_REFUSED, "http status " + status.substring(0, 3)));
            assertThat(second.queries()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"wrong-host", "expired-host", "other-host", "alice", "bob"})
    void aServerThatIsNotTheOneWeMeanLearnsNothing(String certificate) throws Exception {
        try (FakePdp impostor = FakePdp.start(certificate, (pdp, out, id) -> out.write(http("200 OK", "permit", id)));
                FakePdp good = FakePdp.answering("deny")) {
            Answer decided = client(PATIENT, impostor.uri(), good.uri()).decide(QUESTION);

            assertThat(decided).isEqualTo(new Answer.Deny(good.uri()));
            assertThat(impostor.queries()).isEmpty();
        }
    }

    @Test
    void aClosedPortCostsNoTime() throws Exception {
        try (FakePdp good = FakePdp.answering("deny")) {
            URI closed = closedPort();
            PortcullisClient client = client(PATIENT, closed, closed, closed, good.uri());

            assertThat(client.decide(QUESTION)).isEqualTo(new Answer.Deny(good.uri()));
        }
    }

    @Test
    void aBlackHoleCostsTheConnectBudgetOnly() throws Exception {
        try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                FakePdp good = FakePdp.answering("deny")) {
            List<Socket> queue = fill(full);
            URI blackHole = URI.create("https://127.0.0.1:" + full.getLocalPort());
            PortcullisClient client = client(Timeouts.DEFAULT, blackHole, good.uri());
            long start = System.nanoTime();

            Answer decided = client.decide(QUESTION);

            assertThat(decided).isEqualTo(new Answer.Deny(good.uri()));
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isBetween(Duration.ofMillis(250), Duration.ofMillis(1_300));
            for (Socket socket : queue) {
                socket.close();
            }
        }
    }

    @Test
    void overloadAnywhereIsWorthAnotherTryLater() throws Exception {
        try (FakePdp busy = BUSY.start();
                FakePdp unable = UNABLE.start()) {
            PortcullisClient client = client(PATIENT, busy.uri(), unable.uri(), closedPort());

            var e = catchThrowableOfType(AuthzUnavailableException.class, () -> client.decide(QUESTION));

            assertThat(e.reason()).isEqualTo(Reason.OVERLOADED);
            assertThat(e.failures()).hasSize(3);
        }
    }

    @Test
    void everyServerIsTheFirstOneAtTimes() throws Exception {
        try (FakePdp one = FakePdp.answering("deny");
                FakePdp other = FakePdp.answering("deny")) {
            var random = new SplittableRandom(1);
            PortcullisClient client =
                    builder(one.uri(), other.uri()).random(random).build();

            for (int i = 0; i < 12; i++) {
                client.decide(QUESTION);
            }

            assertThat(one.queries()).hasSizeBetween(2, 10);
            assertThat(one.queries().size() + other.queries().size()).isEqualTo(12);
        }
    }

    @Test
    void anInterruptEndsTheQuestion() throws Exception {
        try (FakePdp silent = SILENT.start();
                FakePdp next = FakePdp.answering("permit")) {
            PortcullisClient client = client(PATIENT, silent.uri(), next.uri());
            Thread.currentThread().interrupt();

            var e = catchThrowableOfType(AuthzUnavailableException.class, () -> client.decide(QUESTION));

            assertThat(Thread.interrupted()).isTrue();
            assertThat(e).hasMessageEndingWith("interrupted");
            assertThat(next.queries()).isEmpty();
        }
    }

    private static PortcullisClient client(Timeouts timeouts, URI... servers) throws GeneralSecurityException {
        return builder(servers).timeouts(timeouts).random(new InOrder()).build();
    }

    private static PortcullisClientBuilder builder(URI... servers) throws GeneralSecurityException {
        return PortcullisClient.builder()
                .servers(List.of(servers))
                .credential(GridCredential.ofProxyFile(TestPki.shared().file("bob.proxy")))
                .trust(TrustedCas.ofDirectory(TestPki.shared().file("cas")))
                .timeouts(PATIENT);
    }

    private static byte[] http(String status, String answer, String id) {
        return FakePdp.http(status, Answers.named(answer, id));
    }

    private static void drip(FakePdp pdp, OutputStream out, String id) throws IOException, InterruptedException {
        for (byte octet : http("200 OK", "permit", id)) {
            out.write(octet);
            out.flush();
            if (pdp.closed().await(40, TimeUnit.MILLISECONDS)) {
                return;
            }
        }
    }

    private static void flood(FakePdp pdp, OutputStream out, String id) throws IOException {
        out.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n".getBytes(US_ASCII));
        while (pdp.closed().getCount() > 0) {
            out.write(("4000\r\n" + " ".repeat(0x4000) + "\r\n").getBytes(US_ASCII));
        }
    }

    private static void floodHead(FakePdp pdp, OutputStream out, String id) throws IOException {
        out.write("HTTP/1.1 200 OK\r\n".getBytes(US_ASCII));
        while (pdp.closed().getCount() > 0) {
            out.write("X-More: and more\r\n".getBytes(US_ASCII));
        }
    }

    private static URI closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return URI.create("https://127.0.0.1:" + socket.getLocalPort());
        }
    }

    /** Once its queue is full, the kernel drops what wants to connect: the nearest thing to a host that is gone. */
    private static List<Socket> fill(ServerSocket listener) {
        return Stream.generate(Socket::new)
                .limit(4)
                .filter(socket -> connects(socket, listener))
                .collect(Collectors.toCollection(ArrayList::new));
    }

    private static boolean connects(Socket socket, ServerSocket listener) {
        try {
            socket.connect(listener.getLocalSocketAddress(), 100);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
