package org.portcullis.load.bench;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The files of one measurement in one directory: {@code summary.json}, {@code env.json}, {@code run.hlog}, {@code index.html}. */
public record ResultFiles(Path directory) {
    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(MapperFeature.AUTO_DETECT_IS_GETTERS)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    /** What was found. */
    public Path summary() {
        return directory.resolve("summary.json");
    }

    /** Where and how. */
    public Path environment() {
        return directory.resolve("env.json");
    }

    /** Response times of each second. */
    public Path hlog() {
        return directory.resolve("run.hlog");
    }

    /** All of it for people. */
    public Path page() {
        return directory.resolve("index.html");
    }

    /** Every measurement in a directory: the one that it holds itself, or those of the directories in it, by name. */
    public static List<ResultFiles> in(Path place) throws IOException {
        Path directory = place.endsWith("summary.json") ? place.resolveSibling("") : place;
        ResultFiles itself = new ResultFiles(directory);
        if (Files.isReadable(itself.summary())) {
            return List.of(itself);
        }
        if (!Files.isDirectory(directory)) {
            throw new IOException("no results in `" + place + "`: name a directory that `bench run --report` wrote");
        }
        try (Stream<Path> entries = Files.list(directory)) {
            List<ResultFiles> found = entries.sorted()
                    .map(ResultFiles::new)
                    .filter(files -> Files.isReadable(files.summary()))
                    .toList();
            if (found.isEmpty()) {
                throw new IOException(
                        "no results in `" + place + "`: name a directory that `bench run --report` wrote");
            }
            return found;
        }
    }

    /** One JSON object. */
    public static String json(Summary summary) throws IOException {
        return JSON.writeValueAsString(summary);
    }

    /** Writes what was found, and where and how. */
    public void write(Summary summary, Environment environment) throws IOException {
        JSON.writeValue(summary().toFile(), summary);
        JSON.writeValue(environment().toFile(), environment);
    }

    /** Reads what was found. */
    public Summary readSummary() throws IOException {
        return read(summary(), Summary.class);
    }

    /** Reads where and how. */
    public Environment readEnvironment() throws IOException {
        return read(environment(), Environment.class);
    }

    private static <T> T read(Path file, Class<T> type) throws IOException {
        try {
            return JSON.readValue(file.toFile(), type);
        } catch (JacksonException e) {
            throw new IOException("`" + file + "` is not what this version writes: " + e.getOriginalMessage(), e);
        }
    }
}
