package org.portcullis.load.run;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A SOAP message in which every {@value #ID} is replaced by an id of its own for each request, and every {@value #NOW} by
 * the time. It is cut once, so that a request costs a few copies.
 */
public final class RequestTemplate implements Workload {
    /** What is replaced by an id. */
    public static final String ID = "{{ID}}";

    /** What is replaced by the time, as in {@code 2026-11-22T12:00:00Z}. */
    public static final String NOW = "{{NOW}}";

    private static final Pattern HOLE = Pattern.compile("\\{\\{(?:ID|NOW)}}");

    private final List<byte[]> pieces = new ArrayList<>();
    private final List<Boolean> isId = new ArrayList<>();

    /** Cuts the text at its holes. */
    public RequestTemplate(String text) {
        Matcher hole = HOLE.matcher(text);
        int from = 0;
        while (hole.find()) {
            pieces.add(text.substring(from, hole.start()).getBytes(StandardCharsets.UTF_8));
            isId.add(hole.group().equals(ID));
            from = hole.end();
        }
        pieces.add(text.substring(from).getBytes(StandardCharsets.UTF_8));
    }

    /** The text with its holes. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(text(0));
        for (int i = 0; i < isId.size(); i++) {
            text.append(isId.get(i) ? ID : NOW).append(text(i + 1));
        }
        return text.toString();
    }

    private String text(int piece) {
        return new String(pieces.get(piece), StandardCharsets.UTF_8);
    }

    /** Itself, every time. */
    @Override
    public Shot shot(long index) {
        return Shot.of(this);
    }

    byte[] body(String id, Instant now) {
        ByteArrayOutputStream body = new ByteArrayOutputStream(length() + id.length() * (isId.size() + 1));
        body.writeBytes(pieces.get(0));
        for (int i = 0; i < isId.size(); i++) {
            String filling =
                    isId.get(i) ? id : now.truncatedTo(ChronoUnit.MILLIS).toString();
            body.writeBytes(filling.getBytes(StandardCharsets.US_ASCII));
            body.writeBytes(pieces.get(i + 1));
        }
        return body.toByteArray();
    }

    private int length() {
        return pieces.stream().mapToInt(piece -> piece.length).sum();
    }
}
