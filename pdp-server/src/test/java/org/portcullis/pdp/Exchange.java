package org.portcullis.pdp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** Raw HTTP over one new TLS connection per question, as worker nodes do it. */
record Exchange(SSLContext tls, int port) {
    private static final Pattern DECISION = Pattern.compile("Decision>(\\w+)<");
    private static final Pattern USER = Pattern.compile("attribute/(?:username|user-id)\"[^>]*>([^<]*)<");
    private static final Pattern UID = Pattern.compile("posix-uid\"[^>]*>(\\d+)<");

    /** Status, headers by lower-case name, and body of one answer. */
    record Reply(int status, Map<String, String> headers, String body) {
        String decision() {
            return first(DECISION);
        }

        String user() {
            return first(USER);
        }

        String uid() {
            return first(UID);
        }

        private String first(Pattern pattern) {
            Matcher matcher = pattern.matcher(body);
            return matcher.find() ? matcher.group(1) : "";
        }
    }

    Reply post(String body) throws IOException {
        return post(body, "text/xml; charset=utf-8");
    }

    Reply post(String body, String contentType) throws IOException {
        return send(message(body, contentType));
    }

    /** Asks from another address of this machine, as another machine would. */
    Reply postFrom(String address, String body) throws IOException {
        return sendFrom(address, message(body, "text/xml; charset=utf-8"));
    }

    private static byte[] message(String body, String contentType) {
        byte[] bytes = body.getBytes(UTF_8);
        String head = "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Type: " + contentType + "\r\nContent-Length: "
                + bytes.length + "\r\nConnection: close\r\n\r\n";
        return (head + new String(bytes, ISO_8859_1)).getBytes(ISO_8859_1);
    }

    Reply send(byte[] message) throws IOException {
        return sendFrom("127.0.0.1", message);
    }

    private Reply sendFrom(String address, byte[] message) throws IOException {
        try (SSLSocket socket = (SSLSocket) tls.getSocketFactory()
                .createSocket(InetAddress.getLoopbackAddress(), port, InetAddress.getAllByName(address)[0], 0)) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(message);
            socket.getOutputStream().flush();
            return read(new BufferedInputStream(socket.getInputStream()));
        }
    }

    static Reply read(InputStream stream) throws IOException {
        int status = Integer.parseInt(line(stream).split(" ", 3)[1]);
        Map<String, String> headers = new TreeMap<>();
        for (String line = line(stream); !line.isEmpty(); line = line(stream)) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
        byte[] body = stream.readNBytes(length);
        if (body.length < length) {
            throw new IOException("the answer ended early");
        }
        return new Reply(status, headers, new String(body, UTF_8));
    }

    private static String line(InputStream stream) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = stream.read(); c != '\n'; c = stream.read()) {
            if (c < 0) {
                throw new IOException("the connection was closed");
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }
}
