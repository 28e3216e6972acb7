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
import java.util.stream.Stream;
import org.portcullis.policy.source.Position;

/** What is wrong with the mapping files, collected so that it is reported all at once. Not thread-safe: one per load. */
final class Problems {
    private static final int MAX_QUOTED = 200;
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    /** A line that says something, with its place, which is that of its first character that is not blank. */
    record Line(Position at, String text) {
        /** The place of the character at this index of the text. */
        Position at(int index) {
            return new Position(at.file(), at.line(), index + 1);
        }
    }

    private final List<MapFinding> found = new ArrayList<>();

    boolean none() {
        return found.isEmpty();
    }

    List<MapFinding> found() {
        return List.copyOf(found);
    }

    void throwIfAny() {
        if (!none()) {
            throw new MappingException(found.stream().map(MapFinding::toString).toList());
        }
    }

    void add(MapRule rule, Position at, String message) {
        found.add(new MapFinding(rule, at, message));
    }

    /** Does something with what stands there; if that is not possible, the reason is a problem, of that rule or its own. */
    void check(MapRule rule, Position at, Runnable act) {
        try {
            act.run();
        } catch (MapFault e) {
            add(e.rule(), at, String.valueOf(e.getMessage()));
        } catch (IllegalArgumentException e) {
            add(rule, at, String.valueOf(e.getMessage()));
        }
    }

    /** The lines of the file but for empty ones and comments; none if it cannot be read, which is a problem. */
    List<Line> linesOf(Path file, Charset charset) {
        try {
            return lines(file.toString(), Files.readString(file, charset));
        } catch (NoSuchFileException e) {
            unreadable(file, "no such file: create it, it may be empty");
        } catch (CharacterCodingException e) {
            unreadable(file, "not " + charset + " text: convert it");
        } catch (IOException e) {
            unreadable(file, "cannot be read: " + e.getMessage());
        }
        return List.of();
    }

    private void unreadable(Path file, String message) {
        add(MapRule.UNREADABLE_FILE, Position.whole(file.toString()), message);
    }

    /** The lines of a text but for empty ones and comments. */
    static List<Line> lines(String file, String text) {
        List<String> lines = (text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text)
                .lines()
                .toList();
        return IntStream.range(0, lines.size())
                .boxed()
                .flatMap(i -> line(file, i + 1, lines.get(i)))
                .toList();
    }

    private static Stream<Line> line(String file, int number, String text) {
        int blanks = text.length() - text.stripLeading().length();
        return text.isBlank() || text.charAt(blanks) == '#'
                ? Stream.empty()
                : Stream.of(new Line(new Position(file, number, blanks + 1), text.stripTrailing()));
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
