package org.portcullis.load.run;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is kept of an HTTP/1.1 answer, once all of it has been read; the body as Latin-1, one character for each byte. */
record HttpAnswer(int status, boolean keepsConnection, String body) {
    private static final int MAX_LINE = 8192;
    private static final int MAX_HEADERS = 100;
    private static final long MAX_BODY = 4L << 20;
    private static final Pattern STATUS_LINE = Pattern.compile("HTTP/1\\.([01]) (\\d{3})(?: .*)?");
    private static final Pattern LENGTH = Pattern.compile("\\d{1,9}");
    private static final Pattern CHUNK_SIZE = Pattern.compile("([0-9A-Fa-f]{1,7})(?:;.*)?");

    /** How the end of a body is found, RFC 9112 section 6.3. */
    private record Framing(long length, boolean chunked, boolean closes) {
        private static final long UNTIL_CLOSED = -1;

        Framing with(String name, String value) throws IOException {
            return switch (name) {
                case "content-length" -> new Framing(number(LENGTH, value, 10), chunked, closes);
                case "transfer-encoding" -> new Framing(length, true, closes);
                case "connection" -> new Framing(length, chunked, closes || value.equalsIgnoreCase("close"));
                default -> this;
            };
        }
    }

    static HttpAnswer read(InputStream in) throws IOException {
        Matcher status = STATUS_LINE.matcher(line(in));
        if (!status.matches()) {
            throw new ExchangeFailedException("malformed");
        }
        Framing framing = headers(in, new Framing(Framing.UNTIL_CLOSED, false, "0".equals(status.group(1))));
        boolean endsWithTheConnection = !framing.chunked() && framing.length() == Framing.UNTIL_CLOSED;
        return new HttpAnswer(
                Integer.parseInt(status.group(2)),
                !framing.closes() && !endsWithTheConnection,
                new String(body(in, framing), StandardCharsets.ISO_8859_1));
    }

    private static byte[] body(InputStream in, Framing framing) throws IOException {
        if (framing.chunked()) {
            return chunks(in);
        }
        return framing.length() == Framing.UNTIL_CLOSED ? rest(in) : exactly(in, framing.length());
    }

    private static Framing headers(InputStream in, Framing before) throws IOException {
        Framing framing = before;
        for (int count = 0; count < MAX_HEADERS; count++) {
            String header = line(in);
            if (header.isEmpty()) {
                return framing;
            }
            int colon = header.indexOf(':');
            if (colon < 1) {
                throw new ExchangeFailedException("malformed");
            }
            String name = header.substring(0, colon).toLowerCase(Locale.ROOT);
            framing = framing.with(name, header.substring(colon + 1).strip());
        }
        throw new ExchangeFailedException("too-large");
    }

    private static byte[] chunks(InputStream in) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (long size = chunkSize(in); size > 0; size = chunkSize(in)) {
            requireBearable(body.size() + size);
            body.writeBytes(exactly(in, size));
            line(in);
        }
        headers(in, new Framing(0, true, false));
        return body.toByteArray();
    }

    private static long chunkSize(InputStream in) throws IOException {
        return number(CHUNK_SIZE, line(in), 16);
    }

    private static long number(Pattern form, String text, int radix) throws IOException {
        Matcher matcher = form.matcher(text);
        if (!matcher.matches()) {
            throw new ExchangeFailedException("malformed");
        }
        return Long.parseLong(matcher.group(matcher.groupCount()), radix);
    }

    private static byte[] exactly(InputStream in, long length) throws IOException {
        requireBearable(length);
        byte[] body = in.readNBytes((int) length);
        if (body.length < length) {
            throw new EOFException();
        }
        return body;
    }

    private static byte[] rest(InputStream in) throws IOException {
        byte[] body = in.readNBytes((int) MAX_BODY);
        if (body.length == MAX_BODY) {
            throw new ExchangeFailedException("too-large");
        }
        return body;
    }

    private static void requireBearable(long length) throws IOException {
        if (length > MAX_BODY) {
            throw new ExchangeFailedException("too-large");
        }
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException();
            }
            if (line.size() == MAX_LINE) {
                throw new ExchangeFailedException("too-large");
            }
            line.write(next);
        }
        return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
    }
}
