package org.portcullis.pdp.mapping;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** What is wrong with the mapping files, collected so that it is reported all at once. Not thread-safe: one per load. */
final class Problems {
    private static final int MAX_QUOTED = 200;
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    /** A line that says something, counted from 1. */
    record Line(int number, String text) {}

    private final List<String> found = new ArrayList<>();

    boolean none() {
        return found.isEmpty();
    }

    void throwIfAny() {
        if (!none()) {
            throw new MappingException(found);
        }
    }

    /** Does something with a line; if that is not possible, the reason is a problem of this line. */
    void inLine(Path file, int line, Runnable act) {
        collect(file + ":" + line, act);
    }

    /** Does something with a file as a whole; if that is not possible, the reason is a problem of the file. */
    void inFile(Path file, Runnable act) {
        collect(file.toString(), act);
    }

    private void collect(String where, Runnable act) {
        try {
            act.run();
        } catch (IllegalArgumentException e) {
            found.add(where + ": " + e.getMessage());
        }
    }

    /** The lines of the file but for empty ones and comments; none if it cannot be read, which is a problem. */
    List<Line> linesOf(Path file, Charset charset) {
        try {
            String text = Files.readString(file, charset);
            List<String> lines = (text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text)
                    .lines()
                    .map(String::strip)
                    .toList();
            return IntStream.range(0, lines.size())
                    .mapToObj(i -> new Line(i + 1, lines.get(i)))
                    .filter(line -> !line.text.isEmpty() && !line.text.startsWith("#"))
                    .toList();
        } catch (NoSuchFileException e) {
            found.add(file + ": no such file: create it, it may be empty");
        } catch (CharacterCodingException e) {
            found.add(file + ": not " + charset + " text: convert it");
        } catch (IOException e) {
            found.add(file + ": cannot be read: " + e.getMessage());
        }
        return List.of();
    }

    /** A stranger's text, fit for a message: in backticks, cut, control characters made visible. */
    static String quote(String text) {
        StringBuilder quoted = new StringBuilder("`");
        text.chars().limit(MAX_QUOTED).forEach(c -> {
            if (Character.isISOControl(c)) {
                quoted.append(String.format("\\u%04x", c));
            } else {
                quoted.append((char) c);
            }
        });
        return quoted.append('`').toString();
    }
}
