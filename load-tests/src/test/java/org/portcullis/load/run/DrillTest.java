package org.portcullis.load.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.portcullis.load.run.EchoWorld.PATIENCE;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.portcullis.load.run.EchoServer.Reply;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DrillTest {
    private static final Duration PHASE = Duration.ofMillis(500);
    private static final RequestTemplate QUERY = new RequestTemplate("<query ID='{{ID}}'/>");

    private EchoWorld world;

    @BeforeAll
    void makeWorld(@TempDir Path directory) {
        world = EchoWorld.in(directory);
    }

    @Test
    void anOverloadIsMeasuredAgainstTheCeiling() throws Exception {
        try (EchoServer server = world.serve(request -> Reply.after(Duration.ofMillis(20)))) {
            List<Drill.Finding> findings = drill(server).overload(world.pep()::context);

            assertThat(findings).extracting(Drill.Finding::text).anyMatch(text -> text.startsWith("goodput "));
            assertThat(findings)
                    .extracting(Drill.Finding::text)
                    .anyMatch(text -> text.startsWith("turned away p99 0.0"));
        }
    }

    @Test
    void aServerThatTurnsEverybodyAwayMissesTheBar() throws Exception {
        try (EchoServer server =
                world.serve(request -> new Reply("HTTP/1.1 503 Service Unavailable", Duration.ofMillis(20)))) {
            LoadReport report = world.driver(
                            server.url(), new LoadPlan(40, PHASE, 4, ConnectionMode.KEEP_ALIVE, PATIENCE), QUERY)
                    .run(new Unobserved())
                    .report();

            assertThat(report.done()).isZero();
            assertThat(report.errors()).containsOnlyKeys("http-503");
            assertThat(report.shed().p50()).isGreaterThanOrEqualTo(20);
        }
    }

    @Test
    void theOthersAreWatchedWhileOneIsNoisy() throws Exception {
        try (EchoServer server = world.serve(request -> Reply.after(Duration.ofMillis(20)))) {
            List<Drill.Finding> findings = drill(server).noisy(world.pep()::context, world.pep()::context);

            assertThat(findings)
                    .extracting(Drill.Finding::text)
                    .anyMatch(text -> text.startsWith("success of the others"));
        }
    }

    private static Drill drill(EchoServer server) {
        return new Drill(Target.parse(server.url()), QUERY, 32, PHASE);
    }
}
