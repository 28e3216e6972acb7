package org.portcullis.load.drill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.portcullis.load.run.EchoServer;
import org.portcullis.load.run.EchoServer.Reply;
import org.portcullis.load.run.EchoWorld;
import org.portcullis.load.run.IdleConnections;
import org.portcullis.load.run.LoadReport;
import org.portcullis.load.run.RequestTemplate;
import org.portcullis.load.run.Target;

/** Drills against a server that does nothing but wait. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DrillTest {
    private static final Duration PHASE = Duration.ofMillis(200);
    private static final RequestTemplate QUERY = new RequestTemplate("<query ID='{{ID}}'/>");
    private static final Strangers STRANGERS = Strangers.of("<query ID='{{ID}}' about='{{PERSON}}'/>", 3);

    private EchoWorld world;

    @BeforeAll
    void makeWorld(@TempDir Path directory) {
        world = EchoWorld.in(directory);
    }

    @Test
    void anOverloadIsMeasuredAgainstTheCeiling() throws Exception {
        try (EchoServer server = world.serve(request -> Reply.after(Duration.ofMillis(20)))) {
            List<Finding> findings = new OverloadDrill(caller(server), 32).carryOut();

            assertThat(findings).extracting(Finding::text).anyMatch(text -> text.startsWith("goodput "));
            assertThat(findings).extracting(Finding::text).anyMatch(text -> text.startsWith("turned away p99 0.0"));
        }
    }

    @Test
    void whatIsTurnedAwayIsTimedAndNotDone() throws Exception {
        try (EchoServer server =
                world.serve(request -> new Reply("HTTP/1.1 503 Service Unavailable", Duration.ofMillis(20)))) {
            LoadReport report = caller(server).load(40);

            assertThat(report.done()).isZero();
            assertThat(report.errors()).containsOnlyKeys("http-503");
            assertThat(report.shed().p50()).isGreaterThanOrEqualTo(20);
        }
    }

    @Test
    void theOthersAreWatchedWhileOneIsNoisy() throws Exception {
        try (EchoServer server = world.serve(request -> Reply.after(Duration.ofMillis(20)))) {
            List<Finding> findings = new NoisyDrill(caller(server), caller(server), 32).carryOut();

            assertThat(findings).extracting(Finding::text).anyMatch(text -> text.startsWith("success of the others"));
        }
    }

    @Test
    void idleConnectionsAreOpenedAndStillThereAtTheEnd() throws Exception {
        ProcessMemory own = new ProcessMemory(ProcessHandle.current().pid());
        try (EchoServer server = world.serve(request -> Reply.after(Duration.ofMillis(20)))) {
            List<Finding> findings = new IdleDrill(caller(server), 30, own).carryOut();

            assertThat(findings)
                    .filteredOn(Finding::passed)
                    .extracting(Finding::text)
                    .contains(
                            "30 of 30 connections opened",
                            "30 still open at the end (set the server's `idle` longer than the drill)");
            assertThat(findings)
                    .flatExtracting(Finding::figures)
                    .contains(new Finding.Figure("opened", 30, "", "==30"))
                    .extracting(Finding.Figure::name)
                    .containsSubsequence(
                            "everyday", "opened", "memory", "p99", "errors", "newcomers", "still-open", "lag");
            assertThat(findings).extracting(Finding::text).anyMatch(text -> text.matches("memory .* KiB for each.*"));
        }
    }

    @Test
    void aServerThatDoesNotAnswerAtAllEndsTheDrill() {
        Target nobody = Target.parse("https://127.0.0.1:1/authz");
        Caller caller = new Caller(nobody, world.pep()::context, QUERY, Duration.ofMillis(50));

        assertThatThrownBy(() -> new IdleDrill(caller, 3, null).carryOut())
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("no question was answered: {connect=");
    }

    @Test
    void connectionsThatCannotBeOpenedAreNotCounted() throws Exception {
        try (IdleConnections none =
                IdleConnections.open(Target.parse("https://127.0.0.1:1/"), world.pep()::context, 3)) {
            assertThat(none.opened()).isZero();
            assertThat(none.stillOpen()).isZero();
        }
    }

    @Test
    void strangersAreWaitedForUntilNineInTenAreAnswered() throws Exception {
        try (EchoServer server = world.serve(request -> Reply.after(Duration.ofMillis(20)))) {
            List<Finding> findings = herd(server, STRANGERS, List.of("true")).carryOut();

            assertThat(findings)
                    .extracting(Finding::text)
                    .anyMatch(text -> text.startsWith("90 % of it with strangers "))
                    .anyMatch(text -> text.matches("[1-9]\\d* questions about strangers, p99 .*"));
            assertThat(server.bodies())
                    .anyMatch(body -> body.contains("about='000002'"))
                    .noneMatch(body -> body.contains("about='000003'"));
        }
    }

    @Test
    void aServerThatAnswersNoStrangerMissesTheBar(@TempDir Path directory) throws Exception {
        Path restarted = directory.resolve("restarted");
        try (EchoServer server = world.serve(request -> new Reply(
                Files.exists(restarted) ? "HTTP/1.1 503 Service Unavailable" : "HTTP/1.1 200 OK",
                Duration.ofMillis(20)))) {
            List<Finding> findings = herd(server, STRANGERS, List.of("touch", restarted.toString()))
                    .carryOut();

            assertThat(findings)
                    .contains(new Finding("90 % of it with strangers not within 0.2 s (bar 15)", false))
                    .anyMatch(finding -> finding.text().startsWith("errors {http-503=") && !finding.passed());
        }
    }

    @Test
    void aServerThatDoesNotStartAgainEndsTheDrill() throws Exception {
        try (EchoServer server = world.serve(request -> Reply.after(Duration.ZERO))) {
            assertThatThrownBy(() -> herd(server, STRANGERS, List.of("false")).carryOut())
                    .isInstanceOf(IOException.class)
                    .hasMessage("the server was not started again: false ended with 1");
        }
    }

    private HerdDrill herd(EchoServer server, Strangers strangers, List<String> restart) {
        return new HerdDrill(caller(server), strangers, restart);
    }

    private Caller caller(EchoServer server) {
        return new Caller(Target.parse(server.url()), world.pep()::context, QUERY, PHASE);
    }
}
