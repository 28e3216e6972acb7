package org.portcullis.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A directory below {@code target} for what can only be read from files. */
final class Scratch {
    private static final Path DIRECTORY = Path.of("target", "fuzz").toAbsolutePath();

    private Scratch() {}

    /** A directory of its own for one target. */
    static Path directory(String name) throws IOException {
        return Files.createDirectories(DIRECTORY.resolve(name));
    }

    /** A file with these bytes, in the place of the one before. */
    static Path file(String name, byte[] bytes) throws IOException {
        Path file = DIRECTORY.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.write(file, bytes);
    }

    /** A file with this text, in the place of the one before. */
    static Path file(String name, String text) throws IOException {
        return file(name, text.getBytes(UTF_8));
    }
}
