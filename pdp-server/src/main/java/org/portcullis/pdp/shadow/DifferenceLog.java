package org.portcullis.pdp.shadow;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/** The file of differences, a JSON object a line; opened for each, so that it can be moved away. Thread-safe. */
final class DifferenceLog {
    private final Path file;

    private DifferenceLog(Path file) {
        this.file = file;
    }

    /**
     * Makes the file if it is not there, for its owner and group alone, as it names people.
     *
     * @throws IOException if it cannot be written
     */
    static DifferenceLog open(Path file) throws IOException {
        if (Files.notExists(file)) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-r-----")));
        }
        DifferenceLog log = new DifferenceLog(file);
        log.append("");
        return log;
    }

    synchronized void append(String lines) throws IOException {
        Files.writeString(file, lines, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
