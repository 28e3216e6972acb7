package org.portcullis.load.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.portcullis.load.run.EchoWorld.PATIENCE;
import static org.portcullis.load.run.EchoWorld.SECOND;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.portcullis.load.run.EchoServer.Reply;

/** What both drivers tell of a run beside its report. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DriversTest {
    private static final RequestTemplate QUERY = new RequestTemplate("<query ID='{{ID}}'/>");
    private static final Workload PERMITS = index -> new Shot(QUERY, Verdict.PERMIT, "atlas", index % 4 == 0);

    private EchoWorld world;

    @BeforeAll
    void makeWorld(@TempDir Path directory) {
        world = EchoWorld.in(directory);
    }

    @Test
    void answersAreCountedByWhatTheySay() throws Exception {
        try (EchoServer server = world.serve(DriversTest::threePermitsAndADeny)) {
            RunResult result = world.driver(server.url(), plan(100, ConnectionMode.KEEP_ALIVE, Duration.ZERO), PERMITS)
                    .run(new Unobserved());

            assertThat(result.groups().keySet()).containsAnyOf("permit-hot", "permit-cold");
            assertThat(result.groups().values().stream()
                            .mapToLong(OutcomeGroup::count)
                            .sum())
                    .isEqualTo(100);
            assertThat(result.surprises()).isEqualTo(Map.of("deny instead of permit", 25L));
            assertThat(result.traffic().answerBytes()).isBetween(25L, 33L);
        }
    }

    @Test
    void anAnswerWithoutADecisionIsAnError() throws Exception {
        try (EchoServer server = world.serve(
                request -> request % 2 == 0 ? Reply.deciding("Indeterminate") : Reply.after(Duration.ZERO))) {
            LoadReport report = world.driver(server.url(), plan(20, ConnectionMode.KEEP_ALIVE, Duration.ZERO), PERMITS)
                    .run(new Unobserved())
                    .report();

            assertThat(report.done()).isZero();
            assertThat(report.errors()).isEqualTo(Map.of("indeterminate", 10L, "no-decision", 10L));
        }
    }

    @Test
    void theWarmUpIsToldOfAndCountsForNothing() throws Exception {
        List<Interval.Span> spans = Collections.synchronizedList(new ArrayList<>());
        try (EchoServer server = world.serve(request -> Reply.deciding("Permit"))) {
            RunResult result = world.driver(server.url(), plan(50, ConnectionMode.KEEP_ALIVE, SECOND), PERMITS)
                    .run(new Watcher(spans));

            assertThat(server.bodies()).hasSize(100);
            assertThat(result.report().offered()).isEqualTo(50);
            assertThat(result.report().done()).isEqualTo(50);
            assertThat(spans).anyMatch(Interval.Span::warmUp).anyMatch(span -> !span.warmUp());
        }
    }

    @Test
    void aGeneratorThatCannotKeepUpMakesItsRunInvalid() throws Exception {
        Workload slow = index -> {
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
            return PERMITS.shot(index);
        };
        try (EchoServer server = world.serve(request -> Reply.deciding("Permit"))) {
            LoadReport report = world.driver(server.url(), plan(20, ConnectionMode.KEEP_ALIVE, Duration.ZERO), slow)
                    .run(new Unobserved())
                    .report();

            assertThat(report.lag().p50()).isGreaterThan(15);
            assertThat(report.isValid()).isFalse();
        }
    }

    @Test
    void resumedConnectionsPayForOneFullHandshakeEachLane() throws Exception {
        try (EchoServer server = world.serve(request -> Reply.deciding("Permit"))) {
            RunResult result = world.driver(server.url(), plan(20, ConnectionMode.RESUMED, Duration.ZERO), PERMITS)
                    .run(new Unobserved());

            assertThat(result.report().done()).isEqualTo(20);
            assertThat(result.traffic().handshakes()).isEqualTo(20);
            assertThat(result.traffic().resumed()).isEqualTo(20 - server.fullHandshakes());
            assertThat(server.fullHandshakes()).isLessThanOrEqualTo(4);
        }
    }

    @Test
    void aClosedLoopAsksAgainOnceItIsAnswered() throws Exception {
        try (EchoServer server = world.serve(
                request -> new Reply("HTTP/1.1 200 OK", Duration.ofMillis(50), "<Decision>Permit</Decision>"))) {
            RunResult result = new ClosedLoopDriver(
                            Target.parse(server.url()),
                            world.pep()::context,
                            plan(10_000, ConnectionMode.KEEP_ALIVE, Duration.ZERO),
                            PERMITS,
                            InstantSource.system())
                    .run(new Unobserved());

            assertThat(result.report().done()).isBetween(1L, 80L);
            assertThat(result.report().offered())
                    .isEqualTo(result.report().done() + result.report().failed());
            assertThat(result.report().service().p50()).isGreaterThanOrEqualTo(50);
        }
    }

    /** Keeps which pieces of time it was told of. */
    private record Watcher(List<Interval.Span> spans) implements RunListener {
        @Override
        public void passed(Interval interval) {
            spans.add(interval.span());
        }
    }

    private static Reply threePermitsAndADeny(int request) {
        return Reply.deciding(request % 4 == 0 ? "Deny" : "Permit");
    }

    private static LoadPlan plan(double rate, ConnectionMode mode, Duration warmUp) {
        return new LoadPlan(rate, SECOND, 4, mode, PATIENCE, warmUp);
    }
}
