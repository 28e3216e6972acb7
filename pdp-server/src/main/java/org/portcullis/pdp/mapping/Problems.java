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
import java.util.stream.IntStream;
import org.portcullis.policy.source.Position;

/** What is wrong with the mapping files, collected so that it is reported all at once. Not thread-safe: one per load. */
final class Problems {
    private static final int MAX_QUOTED = 200;
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    /** Text of a file and where it stands: a line without the blanks around it, or a part of one. */
    record Text(Position at, String text) {
        /** The part from there to there. */
        Text part(int start, int end) {
            return new Text(new Position(at.file(), at.line(), at.column() + start), text.substring(start, end));
        }

        /** The same without the blanks around it. */
        Text strip() {
            return part(text.length() - text.stripLeading().length(), text.length())
                    .stripEnd();
        }

        private Text stripEnd() {
            return new Text(at, text.stripTrailing());
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
    }

    /** A part of what is read cannot be used. */
    private static final class RefusedPart extends IllegalArgumentException {
        @Serial
        private static final long serialVersionUID = 1L;

        private final String place;

        RefusedPart(Position place, String message) {
            super(message);
            this.place = place.toString();
        }
    }

    private final List<String> found = new ArrayList<>();

    boolean none() {
        return found.isEmpty();
    }

    void throwIfAny() {
        if (!none()) {
            throw new MappingException(found);
        }
    }

    /** Does something with what stands there; if that is not possible, the reason is a problem of this place or a part of it. */
    void at(Position place, Runnable act) {
        try {
            act.run();
        } catch (RefusedPart e) {
            found.add(e.place + ": " + e.getMessage());
        } catch (IllegalArgumentException e) {
            found.add(place + ": " + e.getMessage());
        }
    }

    /** Refuses a part of what is being read, for {@link #at} to report. */
    static IllegalArgumentException refused(Position place, String reason) {
        return new RefusedPart(place, reason);
    }

    /** The lines of the file but for empty ones and comments; none if it cannot be read, which is a problem. */
    List<Text> linesOf(Path file, Charset charset) {
        try {
            String text = Files.readString(file, charset);
            List<String> lines = (text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text)
                    .lines()
                    .toList();
            return IntStream.range(0, lines.size())
                    .mapToObj(i -> new Text(new Position(file.toString(), i + 1, 1), lines.get(i)))
                    .map(Text::strip)
                    .filter(line -> !line.text().isEmpty() && !line.text().startsWith("#"))
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
