package org.portcullis.pdp.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.snakeyaml.engine.v2.nodes.Node;

/** Everything wrong with one file, in the order found. Not thread-safe. */
final class Problems {
    private static final int LONGEST_QUOTE = 200;

    private final Path file;
    private final List<String> lines = new ArrayList<>();

    Problems(Path file) {
        this.file = file;
    }

    void add(Node where, String what) {
        add(Optional.of(YamlSection.position(where)), what);
    }

    void add(Optional<String> position, String what) {
        lines.add(file + position.map(at -> ":" + at).orElse("") + ": " + what);
    }

    /** The result, or {@code otherwise} with the reason noted. */
    <T> T attempt(Node where, String name, T otherwise, Supplier<T> reading) {
        try {
            return reading.get();
        } catch (IllegalArgumentException e) {
            add(where, "`" + name + "` " + e.getMessage());
            return otherwise;
        }
    }

    /**
     * Ends the reading.
     *
     * @throws ConfigException if anything was wrong
     */
    void raise() {
        if (!lines.isEmpty()) {
            throw new ConfigException(lines);
        }
    }

    static String cut(String text) {
        return text.length() <= LONGEST_QUOTE ? text : text.substring(0, LONGEST_QUOTE) + "…";
    }
}
