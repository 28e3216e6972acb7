package org.portcullis.pdp.transport;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.util.Locale;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** One connection to a decision port of this process, over loopback, on which questions are asked in turn. Not thread-safe. */
public final class LoopbackCaller implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 10_000;
    private static final int LONGEST_HEAD = 8192;
    private static final String ACTION = "http://www.oasis-open.org/committees/security";
    private static final String LENGTH = "content-length:";

    private final SSLSocket socket;
    private final InputStream answers;

    private LoopbackCaller(SSLSocket socket) throws IOException {
        this.socket = socket;
        this.answers = new BufferedInputStream(socket.getInputStream());
    }

    /**
     * Connects, with one version of TLS.
     *
     * @throws IOException if the handshake fails
     */
    public static LoopbackCaller connect(SSLContext tls, int port, String protocol) throws IOException {
        SSLSocket socket = (SSLSocket) tls.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), port);
        try {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.setTcpNoDelay(true);
            socket.setEnabledProtocols(new String[] {protocol});
            socket.startHandshake();
            return new LoopbackCaller(socket);
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /**
     * Asks, and waits for the whole answer.
     *
     * @throws IOException if its status is not 200
     */
    public byte[] ask(byte[] soap) throws IOException {
        byte[] head = ("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/xml; charset=utf-8\r\nSOAPAction: \""
                        + ACTION + "\"\r\nContent-Length: " + soap.length + "\r\n\r\n")
                .getBytes(ISO_8859_1);
        byte[] request = new byte[head.length + soap.length];
        System.arraycopy(head, 0, request, 0, head.length);
        System.arraycopy(soap, 0, request, head.length, soap.length);
        socket.getOutputStream().write(request);
        String answer = head();
        if (!answer.startsWith("HTTP/1.1 200 ")) {
            throw new IOException("refused: " + answer.lines().findFirst().orElse(""));
        }
        return answers.readNBytes(length(answer));
    }

    private String head() throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.length() < LONGEST_HEAD && head.indexOf("\r\n\r\n") < 0) {
            int next = answers.read();
            if (next < 0) {
                throw new EOFException("no answer");
            }
            head.append((char) next);
        }
        return head.toString();
    }

    private static int length(String head) throws IOException {
        String length = head.lines()
                .map(line -> line.toLowerCase(Locale.ROOT))
                .filter(line -> line.startsWith(LENGTH))
                .findFirst()
                .orElseThrow(() -> new IOException("an answer without a length"));
        return Integer.parseInt(length.substring(LENGTH.length()).strip());
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
