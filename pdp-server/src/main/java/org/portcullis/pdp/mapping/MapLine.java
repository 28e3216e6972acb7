package org.portcullis.pdp.mapping;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A line of a map file in Argus' notation: a key in double quotes, then values separated by commas. */
record MapLine(int number, MapKey key, List<String> values) {
    private static final Pattern LINE = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*+)\"[ \\t]+(.*)");
    private static final Pattern ESCAPE =
            Pattern.compile("(?<bytes>(?:\\\\x[0-9A-Fa-f]{2})+)|\\\\u(?<char>[0-9A-Fa-f]{4})|\\\\(?<sign>.)");
    private static final Map<String, String> SIGNS =
            Map.of("'", "'", "\"", "\"", "\\", "\\", "/", "/", "f", "\f", "n", "\n", "r", "\r", "t", "\t");

    /**
     * Reads a file. Empty lines and those that start with {@code #} are skipped, and so is a line that repeats the key of
     * an earlier one with the same values, as the long and the short spelling of an FQAN do.
     */
    static List<MapLine> read(Path file, Problems problems) {
        Map<MapKey, MapLine> lines = new LinkedHashMap<>();
        for (Problems.Line text : problems.linesOf(file, StandardCharsets.UTF_8)) {
            problems.inLine(file, text.number(), () -> {
                MapLine line = parse(text);
                MapLine earlier = lines.putIfAbsent(line.key, line);
                if (earlier != null && !earlier.values.equals(line.values)) {
                    throw new IllegalArgumentException(
                            "line " + earlier.number + " has the same key: remove one of them");
                }
            });
        }
        return List.copyOf(lines.values());
    }

    private static MapLine parse(Problems.Line source) {
        String text = source.text();
        Matcher line = LINE.matcher(text);
        if (!line.matches()) {
            throw new IllegalArgumentException(
                    "not a key in double quotes, a blank and a value: " + Problems.quote(text));
        }
        List<String> values =
                Arrays.stream(line.group(2).split(",", -1)).map(String::strip).toList();
        if (values.contains("")) {
            throw new IllegalArgumentException("an empty value: remove the comma in " + Problems.quote(text));
        }
        return new MapLine(source.number(), MapKey.parse(unescape(line.group(1))), values);
    }

    private static String unescape(String key) {
        return ESCAPE.matcher(key).replaceAll(escape -> Matcher.quoteReplacement(meaning(escape)));
    }

    private static String meaning(MatchResult escape) {
        if (escape.group(1) != null) {
            return utf8(escape.group(1));
        }
        if (escape.group(2) != null) {
            return String.valueOf((char) Integer.parseInt(escape.group(2), 16));
        }
        String sign = SIGNS.get(escape.group(3));
        if (sign == null) {
            throw new IllegalArgumentException("unknown escape: " + Problems.quote(escape.group()));
        }
        return sign;
    }

    /** Names outside ASCII are written byte by byte, as OpenSSL prints them. */
    private static String utf8(String escapes) {
        byte[] bytes = HexFormat.of().parseHex(escapes.replace("\\x", ""));
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("not UTF-8: " + Problems.quote(escapes), e);
        }
    }
}
