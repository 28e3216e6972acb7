package org.portcullis.pdp.mapping;

import java.io.IOException;
import java.io.Serial;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.portcullis.policy.source.Position;

/** What is wrong with the mapping files, collected so that it is reported all at once. Not thread-safe: one per load. */
final class Problems {
    private static final int MAX_QUOTED = 200;
    private static final Pattern WORD = Pattern.compile("\\S+");
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    /** Text of a file and where it stands: a line without the blanks around it, or a part of one. */
    record Text(Position at, String text) {
        /** The part from there to there. */
        Text part(int start, int end) {
            return new Text(new Position(at.file(), at.line(), at.column() + start), text.substring(start, end));
        }

        /** The same without the blanks around it. */
        Text strip() {
            int blanks = text.length() - text.stripLeading().length();
            return part(blanks, Math.max(blanks, text.stripTrailing().length()));
        }

        /** What stands between the separators; as many parts as there are separators, and one. */
        List<Text> split(char separator) {
            List<Text> parts = new ArrayList<>();
            int start = 0;
            for (int end = text.indexOf(separator); end >= 0; end = text.indexOf(separator, start)) {
                parts.add(part(start, end));
                start = end + 1;
            }
            parts.add(part(start, text.length()));
            return parts;
        }

        /** What stands between blanks. */
        List<Text> words() {
            return WORD.matcher(text)
                    .results()
                    .map(word -> part(word.start(), word.end()))
                    .toList();
        }
    }

    /** A part of what is read cannot be used. */
    private static final class RefusedPart extends IllegalArgumentException {
        @Serial
        private static final long serialVersionUID = 1L;

        private final transient MapFinding finding;

        RefusedPart(MapFinding finding) {
            super(finding.message());
            this.finding = finding;
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

    /**
     * Does something with what stands there; if that is not possible, the reason is a problem, of that rule or its own, of
     * this place or a part of it.
     */
    void check(MapRule rule, Position at, Runnable act) {
        try {
            act.run();
        } catch (RefusedPart e) {
            found.add(e.finding);
        } catch (MapFault e) {
            add(e.rule(), at, String.valueOf(e.getMessage()));
        } catch (IllegalArgumentException e) {
            add(rule, at, String.valueOf(e.getMessage()));
        }
    }

    /** Refuses a part of what is being read, for {@link #check} to report. */
    static IllegalArgumentException refused(MapRule rule, Position place, String reason) {
        return new RefusedPart(new MapFinding(rule, place, reason));
    }

    /** The lines of the file but for empty ones and comments; none if it cannot be read, which is a problem. */
    List<Text> linesOf(Path file, Charset charset) {
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
    static List<Text> lines(String file, String text) {
        List<String> lines = (text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text)
                .lines()
                .toList();
        return IntStream.range(0, lines.size())
                .mapToObj(i -> new Text(new Position(file, i + 1, 1), lines.get(i)).strip())
                .filter(line -> !line.text().isEmpty() && !line.text().startsWith("#"))
                .toList();
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
