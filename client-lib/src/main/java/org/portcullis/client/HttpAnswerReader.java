package org.portcullis.client;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.portcullis.client.xml.StrictXml;

/** Reads one HTTP/1.x answer within bounds. Not thread-safe: it is good for one answer. */
final class HttpAnswerReader {
    private static final int MAX_HEAD = 16 << 10;
    private static final Pattern STATUS_LINE = Pattern.compile("HTTP/1\\.[01] ([1-5]\\d\\d)(?: .*)?");
    private static final Pattern LENGTH = Pattern.compile("\\d{1,9}");
    private static final Pattern CHUNK = Pattern.compile("([0-9A-Fa-f]{1,7})(?:[ \\t]*;.*)?");

    private final InputStream in;
    private int headBytes;

    HttpAnswerReader(InputStream in) {
        this.in = new BufferedInputStream(in);
    }

    HttpAnswer read() throws IOException {
        int status = status();
        List<String> headers = headers();
        while (status < 200) {
            status = status();
            headers = headers();
        }
        return new HttpAnswer(status, body(headers));
    }

    private int status() throws IOException {
        var matcher = STATUS_LINE.matcher(line());
        if (!matcher.matches()) {
            throw new ProtocolException("the answer is not HTTP/1");
        }
        return Integer.parseInt(matcher.group(1));
    }

    private List<String> headers() throws IOException {
        List<String> headers = new ArrayList<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            headers.add(line);
        }
        return headers;
    }

    private byte[] body(List<String> headers) throws IOException {
        List<String> lengths = values(headers, "content-length").distinct().toList();
        List<String> codings = values(headers, "transfer-encoding").toList();
        if (values(headers, "content-encoding").anyMatch(coding -> !coding.equals("identity"))) {
            throw new ProtocolException("the answer is compressed though nobody asked for it");
        }
        if (codings.isEmpty() && lengths.isEmpty()) {
            return untilTheEnd();
        }
        if (codings.equals(List.of("chunked")) && lengths.isEmpty()) {
            return chunks();
        }
        if (!codings.isEmpty()
                || lengths.size() != 1
                || !LENGTH.matcher(lengths.get(0)).matches()) {
            throw new ProtocolException("the answer does not say plainly how long it is");
        }
        return exactly(Integer.parseInt(lengths.get(0)));
    }

    private static Stream<String> values(List<String> headers, String name) {
        return headers.stream()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name + ":"))
                .map(line -> line.substring(name.length() + 1).strip().toLowerCase(Locale.ROOT));
    }

    private byte[] chunks() throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        while (true) {
            var matcher = CHUNK.matcher(line());
            if (!matcher.matches()) {
                throw new ProtocolException("the answer has a damaged chunk");
            }
            int size = Integer.parseInt(matcher.group(1), 16);
            if (size == 0) {
                headers();
                return body.toByteArray();
            }
            body.writeBytes(exactly(size));
            if (body.size() > StrictXml.MAX_BYTES || !line().isEmpty()) {
                throw new ProtocolException("the answer has a damaged chunk");
            }
        }
    }

    private byte[] exactly(int length) throws IOException {
        if (length > StrictXml.MAX_BYTES) {
            throw new ProtocolException("the answer is too large");
        }
        byte[] bytes = in.readNBytes(length);
        if (bytes.length != length) {
            throw new EOFException("the answer is cut short");
        }
        return bytes;
    }

    private byte[] untilTheEnd() throws IOException {
        byte[] bytes = in.readNBytes(StrictXml.MAX_BYTES + 1);
        if (bytes.length > StrictXml.MAX_BYTES) {
            throw new ProtocolException("the answer is too large");
        }
        return bytes;
    }

    /** One line of the head without its line end; the head as a whole is bounded. */
    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("the answer is cut short");
            }
            if (++headBytes > MAX_HEAD) {
                throw new ProtocolException("the answer has too many headers");
            }
            line.append((char) next);
        }
        int length = line.length();
        return length > 0 && line.charAt(length - 1) == '\r' ? line.substring(0, length - 1) : line.toString();
    }
}
