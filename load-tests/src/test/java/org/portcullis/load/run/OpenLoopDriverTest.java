package org.portcullis.load.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.portcullis.load.run.EchoWorld.PATIENCE;
import static org.portcullis.load.run.EchoWorld.SECOND;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.portcullis.load.pki.Identity;
import org.portcullis.load.run.EchoServer.Reply;
import org.portcullis.profile.Dn;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OpenLoopDriverTest {
    private static final RequestTemplate QUERY = new RequestTemplate("<query ID='{{ID}}'>é</query>");

    private EchoWorld world;

    @BeforeAll
    void makeWorld(@TempDir Path directory) {
        world = EchoWorld.in(directory);
    }

    @Test
    void everyRequestHasAnIdOfItsOwnAndIsAnswered() throws Exception {
        try (EchoServer server = world.serve(OpenLoopDriverTest::atOnce)) {
            LoadReport report = run(server.url(), keepAlive(200, SECOND, 4));

            assertThat(report.offered()).isEqualTo(200);
            assertThat(report.done()).isEqualTo(200);
            assertThat(report.errors()).isEmpty();
            assertThat(Set.copyOf(server.bodies())).hasSize(200).allMatch(body -> body.contains("'_"));
            assertThat(server.connections()).isEqualTo(4);
        }
    }

    @Test
    void aKnownDelayIsMeasured() throws Exception {
        try (EchoServer server = world.serve(request -> Reply.after(Duration.ofMillis(100)))) {
            LoadReport report = run(server.url(), keepAlive(20, SECOND, 8));

            assertThat(report.service().p50()).isBetween(100.0, 400.0);
            assertThat(report.response().p50()).isBetween(100.0, 400.0);
            assertThat(report.service().max())
                    .isGreaterThanOrEqualTo(report.service().p50());
        }
    }

    @Test
    void aStallIsFeltByEveryRequestThatWasDueMeanwhile() throws Exception {
        IntFunction<Reply> stallOnce = request -> Reply.after(request == 50 ? SECOND : Duration.ZERO);
        try (EchoServer server = world.serve(stallOnce)) {
            LoadReport report = run(server.url(), keepAlive(100, Duration.ofSeconds(3), 1));

            assertThat(report.done()).isEqualTo(300);
            assertThat(report.service().p90()).isLessThan(500);
            assertThat(report.response().p90()).isGreaterThan(500);
            assertThat(report.response().p99()).isGreaterThan(900);
            assertThat(report.hasQueued()).isTrue();
        }
    }

    @Test
    void newConnectionsPayForAFullHandshakeEach() throws Exception {
        try (EchoServer server = world.serve(OpenLoopDriverTest::atOnce)) {
            LoadReport report = run(server.url(), new LoadPlan(20, SECOND, 4, ConnectionMode.NEW_CONNECTION, PATIENCE));

            assertThat(report.done()).isEqualTo(20);
            assertThat(server.connections()).isEqualTo(20);
            assertThat(server.fullHandshakes()).isEqualTo(20);
        }
    }

    @Test
    void errorAnswersAreNotDone() throws Exception {
        IntFunction<Reply> halfBusy = request ->
                new Reply(request % 2 == 0 ? "HTTP/1.1 200 OK" : "HTTP/1.1 503 Service Unavailable", Duration.ZERO);
        try (EchoServer server = world.serve(halfBusy)) {
            LoadReport report = run(server.url(), keepAlive(20, SECOND, 2));

            assertThat(report.done()).isEqualTo(10);
            assertThat(report.errors()).isEqualTo(Map.of("http-503", 10L));
            assertThat(server.connections()).isEqualTo(2);
        }
    }

    @Test
    void answersThatComeTooLateAreTimeouts() throws Exception {
        try (EchoServer server = world.serve(request -> Reply.after(PATIENCE))) {
            LoadReport report =
                    run(server.url(), new LoadPlan(10, SECOND, 10, ConnectionMode.KEEP_ALIVE, Duration.ofMillis(200)));

            assertThat(report.done()).isZero();
            assertThat(report.failed()).isEqualTo(10);
            assertThat(report.errors()).containsKey("timeout").doesNotContainKey("closed");
        }
    }

    @Test
    void requestsThatNeverLeftAreCountedToo() throws Exception {
        try (EchoServer server = world.serve(request -> Reply.after(PATIENCE))) {
            LoadReport report =
                    run(server.url(), new LoadPlan(50, SECOND, 1, ConnectionMode.KEEP_ALIVE, Duration.ofMillis(300)));

            assertThat(report.failed()).isEqualTo(50);
            assertThat(report.errors()).containsKey(Outcomes.ABANDONED);
        }
    }

    @Test
    void nobodyListeningIsAConnectError() throws Exception {
        String url;
        try (EchoServer server = world.serve(OpenLoopDriverTest::atOnce)) {
            url = server.url();
        }

        LoadReport report = run(url, keepAlive(10, SECOND, 2));

        assertThat(report.errors()).isEqualTo(Map.of("connect", 10L));
    }

    @Test
    void serversThatNobodyVouchesForAreTlsErrors() throws Exception {
        Identity rogue =
                world.pki().untrusted(new Dn("/CN=Rogue CA")).issue(world.pki().hostEntity("pdp1.example.org"));
        try (EchoServer server = EchoServer.start(rogue, OpenLoopDriverTest::atOnce)) {
            LoadReport report = run(server.url(), keepAlive(10, SECOND, 2));

            assertThat(report.errors()).isEqualTo(Map.of("tls", 10L));
            assertThat(server.bodies()).isEmpty();
        }
    }

    private static Reply atOnce(int request) {
        return Reply.after(Duration.ZERO);
    }

    private LoadReport run(String url, LoadPlan plan) throws InterruptedException {
        return world.driver(url, plan, QUERY).run(new Unobserved()).report();
    }

    private static LoadPlan keepAlive(double rate, Duration duration, int connections) {
        return new LoadPlan(rate, duration, connections, ConnectionMode.KEEP_ALIVE, PATIENCE);
    }
}
