package org.portcullis.load.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.portcullis.load.pki.Identity;
import org.portcullis.load.run.EchoServer;
import org.portcullis.load.run.EchoServer.Reply;
import picocli.CommandLine;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LoadTestsTest {
    /** What a command left behind. */
    private record Result(int exitCode, String out, String err) {}

    private Path world;

    @BeforeAll
    void makeWorld(@TempDir Path directory) throws Exception {
        world = directory;
        Files.writeString(world.resolve("query.xml"), "<query ID=\"{{ID}}\"/>");

        Result result = execute("pki", "--dir", world.toString(), "--profile", "quickstart");

        assertThat(result.exitCode()).isZero();
        assertThat(result.out()).startsWith("wrote the quickstart PKI to " + world);
    }

    @Test
    void aSecondPkiIsNotMade() {
        Result result = execute("pki", "--dir", world.toString());

        assertThat(result.exitCode()).isZero();
        assertThat(result.out()).startsWith("kept the quickstart PKI in " + world);
    }

    @Test
    void aRunReportsWhatItMeasured() throws Exception {
        try (EchoServer server = server()) {
            Result result = run(server.url(), "--rate", "50", "--duration", "1s", "--connections", "2");

            assertThat(result.exitCode()).isIn(0, 5);
            assertThat(result.out()).startsWith("offered 50, done 50, errors 0").containsPattern("run (IN)?VALID");
            assertThat(result.err()).isEmpty();
        }
    }

    @Test
    void programsGetJson() throws Exception {
        try (EchoServer server = server()) {
            Result result =
                    run(server.url(), "--rate", "20", "--duration", "500ms", "--mode", "new-connection", "-o", "json");

            assertThat(result.out()).matches("\\{\"valid\":(true|false),\"offered\":10,\"done\":10,.*}\n");
        }
    }

    @Test
    void aServerThatIsNotThereIsItsOwnExitCode() throws Exception {
        String url;
        try (EchoServer server = server()) {
            url = server.url();
        }

        Result result = run(url, "--rate", "10", "--duration", "500ms");

        assertThat(result.exitCode()).isEqualTo(6);
        assertThat(result.out()).contains("connect        5");
    }

    @Test
    void otherMachinesAreRefused() {
        Result result = run("https://pdp1.example.org:8443/authz");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).startsWith("load goes to this machine only");
    }

    @Test
    void missingFilesAreNamed() {
        Result result = execute(
                "run",
                "--url",
                "https://localhost:1/",
                "--cert",
                "absent.pem",
                "--key",
                "absent.pem",
                "--ca-file",
                "absent.pem",
                "--body",
                world.resolve("query.xml").toString());

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err()).startsWith("error: cannot read `absent.pem`");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--duration=3x", "--rate=0", "--connections=0", "--mode=closed", "--timeout=0s", "-o=xml"})
    void nonsenseIsAUsageError(String option) {
        assertThat(run("https://localhost:1/", option).exitCode()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({"500ms, PT0.5S", "30s, PT30S", "5m, PT5M", "12h, PT12H"})
    void durationsAreReadAsPeopleWriteThem(String text, Duration duration) {
        assertThat(DurationText.parse(text)).isEqualTo(duration);
    }

    @ParameterizedTest
    @ValueSource(strings = {"pki", "run"})
    void helpHasAnExample(String verb) {
        Result result = execute(verb, "--help");

        assertThat(result.exitCode()).isZero();
        assertThat(result.out()).contains("Example:", "portcullis-load " + verb + " --");
    }

    private EchoServer server() throws Exception {
        Identity host = Identity.read(world.resolve("server/hostcert.pem"), world.resolve("server/hostkey.pem"));
        return EchoServer.start(host, request -> Reply.after(Duration.ZERO));
    }

    @Test
    void aDrillTellsWhichBarsWereReached() throws Exception {
        try (EchoServer server = server()) {
            Result result =
                    exchange(List.of("drill", "overload"), server.url(), "--phase", "150ms", "--connections", "8");

            assertThat(result.exitCode()).as(result.err()).isIn(0, 4);
            assertThat(result.out())
                    .startsWith("ok   capacity ")
                    .contains("goodput ")
                    .contains("turned away p99");
            assertThat(result.err()).isEmpty();
        }
    }

    @Test
    void programsGetTheNumbersOfADrill() throws Exception {
        try (EchoServer server = server()) {
            Result result = exchange(
                    List.of("drill", "overload"),
                    server.url(),
                    "--phase",
                    "150ms",
                    "--connections",
                    "8",
                    "--output",
                    "json");

            assertThat(result.out().lines())
                    .allMatch(line -> line.matches("\\{\"text\":\".*\",\"passed\":(true|false),\"figures\":\\[.*]}"))
                    .anyMatch(line -> line.matches(
                            ".*\\{\"name\":\"goodput\",\"value\":[0-9.]+,\"unit\":\"%\",\"bar\":\">=90\"}]}"));
        }
    }

    private Result run(String url, String... more) {
        return exchange(List.of("run"), url, more);
    }

    private Result exchange(List<String> verb, String url, String... more) {
        List<String> exchange = List.of(
                "--url",
                url,
                "--cert",
                world.resolve("pep/cert.pem").toString(),
                "--key",
                world.resolve("pep/key.pem").toString(),
                "--ca-file",
                world.resolve("ca.pem").toString(),
                "--body",
                world.resolve("query.xml").toString());
        return execute(
                Stream.of(verb, exchange, List.of(more)).flatMap(List::stream).toArray(String[]::new));
    }

    private static Result execute(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine command = LoadTests.commandLine();
        command.setOut(new PrintWriter(out, true));
        command.setErr(new PrintWriter(err, true));
        int exitCode = command.execute(arguments);
        return new Result(exitCode, out.toString(), err.toString());
    }
}
