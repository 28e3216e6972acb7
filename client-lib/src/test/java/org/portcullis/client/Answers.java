package org.portcullis.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The answers in {@code src/test/resources/answers}, and what {@code expected.csv} says of each. */
public final class Answers {
    private Answers() {}

    /** One line of the table. */
    public record Expected(String name, String outcome) {
        @Override
        public String toString() {
            return name + " is " + outcome;
        }
    }

    /** The answer of that name to the query of that id. */
    public static byte[] named(String name, String id) {
        return text(name + ".xml")
                .replace("{{ID}}", id)
                .replace("{{NOW}}", "2026-11-22T10:00:00Z")
                .getBytes(StandardCharsets.UTF_8);
    }

    /** The whole table. */
    public static List<Expected> expected() {
        return text("expected.csv")
                .lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> new Expected(line.substring(0, line.indexOf(',')), line.substring(line.indexOf(',') + 2)))
                .toList();
    }

    private static String text(String file) {
        try (InputStream in = Answers.class.getResourceAsStream("/answers/" + file)) {
            if (in == null) {
                throw new IllegalArgumentException("no answer called " + file);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
