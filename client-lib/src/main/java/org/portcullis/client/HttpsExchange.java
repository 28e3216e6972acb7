package org.portcullis.client;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * One question and one answer over a TLS connection of their own. No redirect is followed, nothing is repeated. Blocking;
 * {@link #close} from another thread ends it at once.
 */
final class HttpsExchange implements Closeable {
    private static final int HTTPS_PORT = 443;

    private final URI server;
    private final SSLSocketFactory tls;
    private final Duration connectLimit;
    private final Duration handshakeLimit;
    /** Volatile because another thread may close it while it is in use. */
    private volatile Socket socket = new Socket();

    private volatile boolean closed;

    HttpsExchange(URI server, SSLSocketFactory tls, Duration connectLimit, Duration handshakeLimit) {
        this.server = server;
        this.tls = tls;
        this.connectLimit = connectLimit;
        this.handshakeLimit = handshakeLimit;
    }

    /** Connects, proves both ends, and returns the protocol that was agreed. */
    String handshake() throws IOException {
        return secured().getSession().getProtocol();
    }

    HttpAnswer post(byte[] body) throws IOException {
        SSLSocket secured = secured();
        byte[] head = head(body.length).getBytes(StandardCharsets.US_ASCII);
        byte[] message = new byte[head.length + body.length];
        System.arraycopy(head, 0, message, 0, head.length);
        System.arraycopy(body, 0, message, head.length, body.length);
        secured.getOutputStream().write(message);
        secured.getOutputStream().flush();
        return new HttpAnswerReader(secured.getInputStream()).read();
    }

    private SSLSocket secured() throws IOException {
        connect();
        socket.setTcpNoDelay(true);
        SSLSocket secured = (SSLSocket) tls.createSocket(socket, server.getHost(), port(), true);
        SSLParameters parameters = secured.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        parameters.setProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
        secured.setSSLParameters(parameters);
        secured.setSoTimeout(millis(handshakeLimit));
        secured.startHandshake();
        secured.setSoTimeout(0);
        return secured;
    }

    /** Tries each address of the host, so that a dead IPv6 route does not hide a live IPv4 one. */
    private void connect() throws IOException {
        IOException last = new IOException("no address");
        for (InetAddress address : InetAddress.getAllByName(server.getHost())) {
            try {
                socket.connect(new InetSocketAddress(address, port()), millis(connectLimit));
                return;
            } catch (IOException e) {
                last = e;
                renew();
            }
        }
        throw last;
    }

    private void renew() throws IOException {
        socket.close();
        socket = new Socket();
        if (closed) {
            socket.close();
        }
    }

    private int port() {
        return server.getPort() < 0 ? HTTPS_PORT : server.getPort();
    }

    private String head(int length) {
        String path = server.getRawPath();
        return "POST " + (path == null || path.isEmpty() ? "/" : path) + " HTTP/1.1\r\n"
                + "Host: " + server.getAuthority() + "\r\n"
                + "User-Agent: portcullis-client\r\n"
                + "Content-Type: text/xml; charset=utf-8\r\n"
                + "SOAPAction: \"http://www.oasis-open.org/committees/security\"\r\n"
                + "Accept: text/xml\r\n"
                + "Content-Length: " + length + "\r\n"
                + "Connection: close\r\n\r\n";
    }

    private static int millis(Duration duration) {
        return (int) Math.max(1, duration.toMillis());
    }

    @Override
    public void close() throws IOException {
        closed = true;
        socket.close();
    }
}
