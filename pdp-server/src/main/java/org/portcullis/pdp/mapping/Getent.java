package org.portcullis.pdp.mapping;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.portcullis.pdp.mapping.Problems.Text;
import org.portcullis.policy.source.Position;

/** Asks the name service of this machine for all it knows, and does not wait for ever. Not thread-safe: one per load. */
final class Getent {
    private static final int MOST_SECONDS = 10;

    private final Path program;
    private final Problems problems;

    Getent(Path program, Problems problems) {
        this.program = program;
        this.problems = problems;
    }

    /** The lines of a database; of several with one name the first, which is the one that a look-up finds. */
    List<Text> list(String database) {
        try {
            return firstOfEachName(Problems.lines("getent " + database, run(database)));
        } catch (IOException e) {
            problems.add(
                    MapRule.UNREADABLE_FILE,
                    Position.whole("getent " + database),
                    "cannot be asked: " + e.getMessage() + "; use files or a table");
            return List.of();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            problems.add(MapRule.UNREADABLE_FILE, Position.whole("getent " + database), "interrupted; load again");
            return List.of();
        }
    }

    /** Into a file: a pipe that fills up would wait for a reader that waits for the end. */
    private String run(String database) throws IOException, InterruptedException {
        Path output = Files.createTempFile("portcullis-getent", ".txt");
        try {
            Process process = new ProcessBuilder(program.toString(), database)
                    .redirectOutput(output.toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!process.waitFor(MOST_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IOException("no answer within " + MOST_SECONDS + " s");
            }
            if (process.exitValue() != 0) {
                throw new IOException("exit code " + process.exitValue());
            }
            return Files.readString(output, StandardCharsets.ISO_8859_1);
        } finally {
            Files.delete(output);
        }
    }

    private static List<Text> firstOfEachName(List<Text> lines) {
        Map<String, Text> first = new LinkedHashMap<>();
        lines.forEach(line -> first.putIfAbsent(line.text().split(":", 2)[0], line));
        return List.copyOf(first.values());
    }
}
