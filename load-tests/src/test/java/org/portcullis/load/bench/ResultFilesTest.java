package org.portcullis.load.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultFilesTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    @TempDir
    private Path directory;

    @Test
    void whatIsWrittenIsReadAgain() throws IOException {
        Summary summary = Summaries.run(5).checked(Slo.parse("p99=10ms,errors=0.01%"));
        Environment environment = Environment.here(
                NOON, List.of("bench", "run"), ProcessHandle.current().pid());
        ResultFiles files = new ResultFiles(directory);

        files.write(summary, environment);

        assertThat(files.readSummary()).isEqualTo(summary);
        assertThat(files.readEnvironment()).isEqualTo(environment);
        assertThat(environment.facts()).containsKeys("machine.cores", "machine.kernel", "java.version", "commit");
        assertThat(environment.facts().get("server.command")).contains("java");
    }

    @Test
    void aPlaceHoldsOneRunOrSeveral() throws IOException {
        Environment environment = Environment.here(NOON, List.of(), null);
        for (String name : List.of("b", "a")) {
            ResultFiles files = new ResultFiles(Files.createDirectory(directory.resolve(name)));
            files.write(Summaries.run(5), environment);
        }
        Files.createDirectory(directory.resolve("something-else"));

        assertThat(ResultFiles.in(directory))
                .containsExactly(new ResultFiles(directory.resolve("a")), new ResultFiles(directory.resolve("b")));
        assertThat(ResultFiles.in(directory.resolve("a"))).hasSize(1);
        assertThat(ResultFiles.in(directory.resolve("a/summary.json")).get(0).readSummary())
                .isEqualTo(Summaries.run(5));
    }

    @Test
    void placesWithoutResultsAndForeignFilesAreNamed() throws IOException {
        Files.writeString(directory.resolve("summary.json"), "{\"p99\": 3}");

        assertThatThrownBy(() -> ResultFiles.in(directory.resolve("absent")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no results in");
        assertThatThrownBy(() -> new ResultFiles(directory).readSummary())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("summary.json` is not what this version writes");
    }
}
