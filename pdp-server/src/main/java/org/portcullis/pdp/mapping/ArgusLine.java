package org.portcullis.pdp.mapping;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.portcullis.pdp.mapping.MapLine.Value;

/** Reads lines of Argus: a key in double quotes, then values separated by commas. */
final class ArgusLine {
    private static final Pattern LINE = Pattern.compile("\\s*+\"((?:[^\"\\\\]|\\\\.)*+)\"[ \\t]+(.*)");
    private static final Pattern VALUE = Pattern.compile("[^,]*+(?:,|$)");
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
    static MapLine parse(Problems.Line source) {
        String text = source.text();
        Matcher line = LINE.matcher(text);
        MapFault.require(
                line.matches(),
                MapRule.MALFORMED_LINE,
                "not a key in double quotes, a blank and a value: " + Problems.quote(text.strip()));
        MapKey key = MapKey.parse(unescape(line.group(1)));
        return new MapLine(source.at(), line.group(1), key, values(source, line.start(2)));
    }

    private static List<Value> values(Problems.Line source, int start) {
        List<Value> values = new ArrayList<>();
        Matcher value = VALUE.matcher(source.text()).region(start, source.text().length());
        boolean more = true;
        while (more && value.find()) {
            more = value.group().endsWith(",");
            String raw = more ? value.group().substring(0, value.group().length() - 1) : value.group();
            MapFault.require(
                    !raw.isBlank(),
                    MapRule.MALFORMED_LINE,
                    "an empty value: remove the comma in "
                            + Problems.quote(source.text().strip()));
            int blanks = raw.length() - raw.stripLeading().length();
            values.add(new Value(raw.strip(), source.at(value.start() + blanks)));
        }
        return values;
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
