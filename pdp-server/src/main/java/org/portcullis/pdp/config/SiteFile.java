package org.portcullis.pdp.config;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/** A text file in UTF-8 that the site writes. */
public final class SiteFile {
    private SiteFile() {}

    /**
     * The whole text.
     *
     * @throws ConfigException if the file cannot be read
     */
    public static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new ConfigException(List.of(file + ": cannot be read: " + reason(e)));
        }
    }

    /** The messages of these exceptions are the name of the file, or nothing anybody can use. */
    private static String reason(IOException e) {
        if (e instanceof NoSuchFileException) {
            return "no such file";
        } else if (e instanceof AccessDeniedException) {
            return "permission denied";
        } else if (e instanceof CharacterCodingException) {
            return "not UTF-8";
        }
        return String.valueOf(e.getMessage());
    }
}
