package org.portcullis.pdp.ban;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.portcullis.pdp.config.ConfigException;
import org.portcullis.policy.source.Position;
import org.portcullis.policy.source.Problems;

/**
 * Ban files: one selector a line; a quoted DN alone, as LCAS wrote it, is a DN. Empty lines and lines that start with
 * {@code #} and a blank are skipped. One line that cannot be read refuses the whole file: a ban is never lost by a slip
 * of the pen.
 */
public final class BanFileReader {
    private static final String BYTE_ORDER_MARK = "\ufeff";

    private BanFileReader() {}

    /**
     * Reads the file.
     *
     * @throws ConfigException if it cannot be read or is not UTF-8
     */
    public static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (MalformedInputException e) {
            throw new ConfigException(List.of(file + ": not UTF-8 text"));
        } catch (NoSuchFileException e) {
            throw new ConfigException(List.of(file + ": no such file, it may be empty but must be there"));
        } catch (IOException e) {
            throw new ConfigException(List.of(file + ": cannot be read: " + e.getMessage()));
        }
    }

    /**
     * The bans in the text of a file, each once.
     *
     * @throws ConfigException with every line that cannot be read
     */
    public static List<BanEntry> parse(Path file, String text) {
        return index(file, text).entries();
    }

    /** As {@link #parse}, to be found by their keys. */
    static BanIndex index(Path file, String text) {
        BanLines.Builder bans = new BanLines.Builder(text);
        List<String> problems = new ArrayList<>();
        int number = 0;
        for (int start = 0; start <= text.length(); start = startAfter(text, endOfLine(text, start))) {
            number++;
            String line = line(text, start);
            if (line.isEmpty() || isComment(line)) {
                continue;
            }
            try {
                bans.add(start, number, Ban.parse(line));
            } catch (IllegalArgumentException e) {
                int column = indent(text, start) + 1 + SelectorText.offence(line);
                problems.add(new Position(file.toString(), number, column) + ": not a ban: " + Problems.quote(line)
                        + ", " + SelectorText.FORMS + ", or # and a blank before a remark");
            }
        }
        if (!problems.isEmpty()) {
            throw new ConfigException(problems);
        }
        return bans.build();
    }

    /** The line that starts there, without what editors leave around it. */
    static String line(String text, int start) {
        return unmarked(text, start).strip();
    }

    private static int indent(String text, int start) {
        String line = unmarked(text, start);
        return line.length() - line.stripLeading().length();
    }

    private static String unmarked(String text, int start) {
        return text.substring(start, endOfLine(text, start)).replace(BYTE_ORDER_MARK, "");
    }

    private static int endOfLine(String text, int start) {
        int end = start;
        while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
            end++;
        }
        return end;
    }

    private static int startAfter(String text, int end) {
        return text.startsWith("\r\n", end) ? end + 2 : end + 1;
    }

    /** The blank keeps one damaged byte from turning a ban into a remark. */
    private static boolean isComment(String line) {
        return line.startsWith("# ") || line.startsWith("#\t") || line.equals("#");
    }
}
