package org.portcullis.pdp.seal;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a line says of its place: its number, and the hash over everything before it. Immutable. */
record Link(long seq, String before) {
    private static final Pattern END = Pattern.compile(",\"seq\":([1-9]\\d{0,17}),\"chain\":\"([0-9a-f]{64})\"}");
    /** Of the longest one. */
    private static final int LONGEST = 110;

    /** Empty of a line that has none. */
    static Optional<Link> of(byte[] line) {
        int from = Math.max(0, line.length - LONGEST);
        String end = new String(line, from, line.length - from, ISO_8859_1);
        int start = end.lastIndexOf(",\"seq\":");
        Matcher members = END.matcher(start < 0 ? "" : end.substring(start));
        return members.matches()
                ? Optional.of(new Link(Long.parseLong(members.group(1)), members.group(2)))
                : Optional.empty();
    }

    /** Where the chain stood before this line. */
    ChainHead head() {
        return new ChainHead(seq - 1, before);
    }
}
