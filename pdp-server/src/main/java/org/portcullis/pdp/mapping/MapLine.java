package org.portcullis.pdp.mapping;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.portcullis.pdp.mapping.Problems.Text;
import org.portcullis.policy.source.Position;

/** A line of a map file in Argus' notation: a key in double quotes, then values separated by commas. */
record MapLine(Position at, MapKey key, List<Text> values) {
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
        for (Text text : problems.linesOf(file, StandardCharsets.UTF_8)) {
            problems.at(text.at(), () -> parse(text).join(lines));
        }
        return List.copyOf(lines.values());
    }

    private void join(Map<MapKey, MapLine> lines) {
        MapLine earlier = lines.putIfAbsent(key, this);
        if (earlier != null && !earlier.names().equals(names())) {
            throw new IllegalArgumentException("line " + earlier.at.line() + " has the same key: remove one of them");
        }
    }

    /** The values without their places. */
    List<String> names() {
        return values.stream().map(Text::text).toList();
    }

    private static MapLine parse(Text source) {
        Matcher line = LINE.matcher(source.text());
        if (!line.matches()) {
            throw new IllegalArgumentException(
                    "not a key in double quotes, a blank and a value: " + Problems.quote(source.text()));
        }
        List<Text> values = source.part(line.start(2), line.end(2)).split(',').stream()
                .map(Text::strip)
                .map(MapLine::value)
                .toList();
        return new MapLine(source.at(), MapKey.parse(unescape(line.group(1))), values);
    }

    private static Text value(Text text) {
        if (text.text().isEmpty()) {
            throw Problems.refused(text.at(), "an empty value: remove the comma");
        }
        return text;
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
