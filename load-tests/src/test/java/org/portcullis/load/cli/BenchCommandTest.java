package org.portcullis.load.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.portcullis.load.bench.Environment;
import org.portcullis.load.bench.ResultFiles;
import org.portcullis.load.bench.Summaries;
import org.portcullis.load.bench.Summary;
import org.portcullis.load.pki.Identity;
import org.portcullis.load.run.EchoServer;
import org.portcullis.load.run.EchoServer.Reply;
import picocli.CommandLine;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BenchCommandTest {
    /** What a command left behind. */
    private record Result(int exitCode, String out, String err) {}

    private static final int INVALID = 5;

    private Path directory;
    private Path world;

    @BeforeAll
    void makeWorld(@TempDir Path temporary) {
        directory = temporary;
        world = temporary.resolve("world");

        Result result =
                execute("pki", "--dir", world.toString(), "--profile", "crowd", "--users", "2", "--vo", "atlas,mayhem");

        assertThat(result.exitCode()).isZero();
    }

    @Test
    void aRunLeavesFourFilesAndAVerdict() throws Exception {
        try (EchoServer server = server(request -> Reply.deciding("Permit"))) {
            Result result = bench(server.url(), "full", "--send", "chains", "--slo", "p99=5s,errors=0%", "--progress");

            assertThat(result.exitCode()).isIn(0, INVALID);
            assertThat(result.out())
                    .startsWith("RESULT 50 requests")
                    .contains("permit-", "SLO p99", "PASS")
                    .containsPattern("run (IN)?VALID");
            assertThat(result.err()).contains("lag p99", "index.html");
            assertThat(directory.resolve("full"))
                    .isDirectoryContaining("glob:**index.html")
                    .isDirectoryContaining("glob:**summary.json")
                    .isDirectoryContaining("glob:**run.hlog")
                    .isDirectoryContaining("glob:**env.json");
            assertThat(server.bodies()).allMatch(body -> body.contains("base64Binary"));
        }
    }

    @Test
    void programsGetTheSummaryAndNothingElse() throws Exception {
        try (EchoServer server = server(request -> Reply.deciding("Permit"))) {
            Result result = bench(server.url(), "json", "-o", "json", "--closed", "--mix", "permit=1,deny=1");

            assertThat(result.out())
                    .isEqualToIgnoringNewLines(Files.readString(directory.resolve("json/summary.json")));
            assertThat(result.out()).contains("\"loop\" : \"closed\"", "CLOSED LOOP", "permit instead of deny");
        }
    }

    @Test
    void aBrokenPromiseIsItsOwnExitCode() throws Exception {
        try (EchoServer server = server(request -> Reply.deciding("Permit"))) {
            Result result =
                    bench(server.url(), "ban", "--ban-at", "1s=vo:atlas", "--ban-command", "false {}", "--closed");

            assertThat(result.exitCode()).isEqualTo(4);
            assertThat(result.out()).contains("ban              vo:atlas was not acknowledged");
        }
    }

    @Test
    void aServerThatIsNotThereIsItsOwnExitCode() throws Exception {
        String url;
        try (EchoServer server = server(request -> Reply.deciding("Permit"))) {
            url = server.url();
        }

        assertThat(bench(url, "absent").exitCode()).isEqualTo(6);
    }

    @Test
    void comparisonsArePassedOrFailedByTheirGates() throws Exception {
        String before = written("before", Summaries.run(5));
        String after = written("after", Summaries.run(6));

        Result passed = execute("bench", "compare", before, after, "--fail-if", "p99:+30%");
        Result failed = execute("bench", "compare", before, after, "--fail-if", "p99:+10%", "--fail-if", "rate:-1%");

        assertThat(passed.exitCode()).isZero();
        assertThat(passed.out()).contains("p99     5 → 6 ms (+20.0 %)  PASS");
        assertThat(failed.exitCode()).isEqualTo(4);
        assertThat(failed.out()).contains("(+20.0 %)  FAIL").containsPattern("rate .*PASS");
    }

    @Test
    void severalRunsOfASideHaveAnInterval() throws Exception {
        for (int i = 0; i < 3; i++) {
            written("many/before/" + i, Summaries.run(5 + 0.1 * i));
            written("many/after/" + i, Summaries.run(6 + 0.1 * i));
        }

        Result result = execute(
                "bench",
                "compare",
                directory.resolve("many/before").toString(),
                directory.resolve("many/after").toString(),
                "-o",
                "json");

        assertThat(result.out().lines())
                .hasSize(6)
                .anyMatch(line -> line.matches("\\{\"metric\":\"p99\",.*\"interval\":\\[1\\d\\.\\d+,2\\d\\.\\d+],.*}"));
    }

    @Test
    void invalidRunsAndOtherLoadsCannotBeCompared() throws Exception {
        String good = written("good", Summaries.run(5));

        Result invalid = execute("bench", "compare", good, written("invalid", Summaries.invalid()));
        Result other = execute("bench", "compare", good, written("other", Summaries.at("20")));

        assertThat(invalid.exitCode()).isEqualTo(INVALID);
        assertThat(invalid.err()).contains("a run is INVALID: the generator was late");
        assertThat(other.exitCode()).isEqualTo(INVALID);
        assertThat(other.err()).contains("the runs asked different things, rate: 10 and 20");
        assertThat(other.out()).isEmpty();
    }

    @Test
    void aReportIsMadeAnewFromItsFiles() throws Exception {
        String place = written("again", Summaries.run(5));
        Files.writeString(directory.resolve("again/run.hlog"), "#[Histogram log format version 1.3]\n");

        Result result = execute("bench", "report", place);

        assertThat(result.exitCode()).isZero();
        assertThat(result.out()).startsWith("RESULT 100 requests").endsWith("run VALID\n");
        assertThat(directory.resolve("again/index.html")).isNotEmptyFile();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--mix=maybe=1",
                "--slo=p99",
                "--hot=2",
                "--ban-at=1s=vo:x",
                "--ban-at=1s=dn:/CN=x --ban-command=true",
                "--ramp",
                "--server-pid=0",
                "--send=secrets",
                "--rate=0",
                "--url=https://pdp1.example.org/"
            })
    void nonsenseIsAUsageError(String options) {
        Result result = bench("https://localhost:1/", "nonsense", options.split(" ", -1));

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).isNotEmpty();
    }

    @Test
    void aMissingWorldIsExplained() {
        Result result = execute("bench", "run", "--target", "https://localhost:1/", "--world", "absent");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("portcullis-load pki --profile crowd --dir absent");
    }

    @Test
    void missingResultsAreExplained() {
        assertThat(execute("bench", "report", directory.resolve("nowhere").toString()))
                .satisfies(result -> assertThat(result.exitCode()).isEqualTo(2))
                .satisfies(result -> assertThat(result.err()).contains("no results in"));
        assertThat(execute("bench").exitCode()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"run", "compare", "compare-jmh", "report"})
    void helpHasExamplesAndExitCodes(String verb) {
        Result result = execute("bench", verb, "--help");

        assertThat(result.exitCode()).isZero();
        assertThat(result.out()).contains("portcullis-load bench " + verb, "Exit codes:", "0 ");
    }

    private EchoServer server(IntFunction<Reply> replies) throws Exception {
        Identity host = Identity.read(world.resolve("server/hostcert.pem"), world.resolve("server/hostkey.pem"));
        return EchoServer.start(host, replies);
    }

    private String written(String name, Summary summary) throws IOException {
        ResultFiles files = new ResultFiles(Files.createDirectories(directory.resolve(name)));
        files.write(summary, Environment.here(Instant.EPOCH, List.of("bench"), null));
        return files.directory().toString();
    }

    private Result bench(String url, String report, String... more) {
        List<String> arguments = new ArrayList<>(List.of("bench", "run", "--target", url, "--world", world.toString()));
        arguments.addAll(List.of("--rate", "50", "--for", "1s", "--warmup", "0s", "--users", "2"));
        arguments.addAll(List.of("--report", directory.resolve(report).toString()));
        arguments.addAll(List.of(more));
        return execute(arguments.toArray(String[]::new));
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
