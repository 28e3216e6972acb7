package org.portcullis.pdp.suite;

import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.portcullis.pdp.config.YamlFile;
import org.portcullis.pdp.config.YamlSection;

/** A file with one question: what stands in the {@code when} of a test, and {@code now} if it is not about this moment. */
public record RequestFile(Asked asked, Instant at) {
    /**
     * Reads the file; without {@code now} the question is about that moment.
     *
     * @throws org.portcullis.pdp.config.ConfigException with every problem found
     */
    public static RequestFile read(Path file, Instant otherwise) {
        return YamlFile.read(file, root -> read(root, otherwise));
    }

    private static RequestFile read(YamlSection root, Instant otherwise) {
        Instant at = root.value("now", otherwise, RequestFile::instant);
        return new RequestFile(new WhenReader(new PersonReader()).read(root), at);
    }

    static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("must be a time like 2009-10-01T12:00:00Z", e);
        }
    }
}
