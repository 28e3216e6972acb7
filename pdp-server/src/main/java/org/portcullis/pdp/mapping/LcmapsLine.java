package org.portcullis.pdp.mapping;

import java.util.ArrayList;
import java.util.List;
import org.portcullis.pdp.mapping.MapLine.Value;
import org.portcullis.pdp.mapping.Problems.Text;

/**
 * Reads lines of LCMAPS: a key, in double quotes or up to a blank, then values separated by blanks or commas, then
 * perhaps {@code #} and a comment. A backslash protects the next character; in the key it stays there.
 */
final class LcmapsLine {
    private static final String SEPARATORS = " \t,";

    private LcmapsLine() {}

    /**
     * Reads a line.
     *
     * @throws IllegalArgumentException if it is none
     */
    static MapLine parse(Text source) {
        String text = source.text();
        MapFault.require(
                !text.endsWith("\\"),
                MapRule.MALFORMED_LINE,
                "a backslash at the end of " + Problems.quote(text) + ": lines cannot be continued");
        boolean quoted = text.startsWith("\"");
        int from = quoted ? 1 : 0;
        int end = end(text, from, quoted ? "\"" : " \t");
        MapFault.require(
                !quoted || end < text.length(),
                MapRule.MALFORMED_LINE,
                "a key without its second double quote: " + Problems.quote(text));
        String key = text.substring(from, end);
        return new MapLine(source.at(), key, Glob.parse(key), values(source, quoted ? end + 1 : end));
    }

    /** Where the next of the delimiters stands that no backslash protects; the length if there is none. */
    private static int end(String text, int from, String delimiters) {
        int at = from;
        while (at < text.length() && delimiters.indexOf(text.charAt(at)) < 0) {
            at += text.charAt(at) == '\\' ? 2 : 1;
        }
        return Math.min(at, text.length());
    }

    private static List<Value> values(Text source, int from) {
        String text = source.text().substring(0, end(source.text(), from, "#"));
        List<Value> values = new ArrayList<>();
        int at = from;
        while (at < text.length()) {
            int end = end(text, at, SEPARATORS);
            if (end > at) {
                Text value = source.part(at, end);
                values.add(new Value(value.text().replaceAll("\\\\(.)", "$1"), value.at()));
            }
            at = end + 1;
        }
        return values;
    }
}
