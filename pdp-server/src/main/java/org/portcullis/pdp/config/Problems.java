package org.portcullis.pdp.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.snakeyaml.engine.v2.nodes.Node;

/** Everything wrong with one file and with what is laid over it, in the order found. Not thread-safe. */
final class Problems {
    private static final int LONGEST_QUOTE = 200;

    private final Path file;
    private final List<String> lines = new ArrayList<>();

    Problems(Path file) {
        this.file = file;
    }

    void add(Node where, String what) {
        add(Place.of(where), what);
    }

    /** Of the file as a whole. */
    void add(String what) {
        add(file.toString(), what);
    }

    void add(String place, String what) {
        lines.add(place + ": " + what);
    }

    /** Takes over what kept a file from being read. */
    void addAll(ConfigException refused) {
        lines.addAll(refused.problems());
    }

    /** The beginning of the file. */
    String start() {
        return file + ":1:1";
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
