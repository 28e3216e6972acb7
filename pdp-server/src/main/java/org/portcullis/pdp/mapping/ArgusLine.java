package org.portcullis.pdp.mapping;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.portcullis.pdp.mapping.MapLine.Value;
import org.portcullis.pdp.mapping.Problems.Text;

/** Reads lines of Argus: a key in double quotes, then values separated by commas. */
final class ArgusLine {
    private static final Pattern LINE = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*+)\"[ \\t]+(.*)");
    private static final Pattern ESCAPE =
            Pattern.compile("(?<bytes>(?:\\\\x[0-9A-Fa-f]{2})+)|\\\\u(?<char>[0-9A-Fa-f]{4})|\\\\(?<sign>.)");
    private static final Map<String, String> SIGNS =
            Map.of("'", "'", "\"", "\"", "\\", "\\", "/", "/", "f", "\f", "n", "\n", "r", "\r", "t", "\t");

    private ArgusLine() {}

    /**
     * Reads a line.
     *
     * @throws IllegalArgumentException if it is none
     */
    static MapLine parse(Text source) {
        Matcher line = LINE.matcher(source.text());
        MapFault.require(
                line.matches(),
                MapRule.MALFORMED_LINE,
                "not a key in double quotes, a blank and a value: " + Problems.quote(source.text()));
        MapKey key = MapKey.parse(unescape(line.group(1)));
        List<Value> values = source.part(line.start(2), line.end(2)).split(',').stream()
                .map(Text::strip)
                .map(ArgusLine::value)
                .toList();
        return new MapLine(source.at(), line.group(1), key, values);
    }

    private static Value value(Text text) {
        if (text.text().isEmpty()) {
            throw Problems.refused(MapRule.MALFORMED_LINE, text.at(), "an empty value: remove the comma");
        }
        return new Value(text.text(), text.at());
    }

    static String unescape(String key) {
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
