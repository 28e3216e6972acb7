package org.portcullis.load.run;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * One place for one request at a time, with a connection of its own that is opened when needed. Not thread-safe, but
 * {@link #close} may come from any thread.
 */
final class Lane implements AutoCloseable {
    private static final String SOAP_ACTION =
            "http://www.globus.org/security/XACMLAuthorization/XACMLAuthorizationPortType/AuthorizeRequest";

    private static final String SEEN = "org.portcullis.load.seen";

    /** A connection on which nothing is under way. */
    private record Connection(SSLSocket socket, BufferedInputStream in) {}

    private final Target target;
    private final Supplier<SSLContext> tls;
    private final ConnectionMode mode;
    private final int timeoutMillis;
    private volatile @Nullable Connection connection;
    private long handshakes;
    private long resumed;

    /** Java resumes the sessions of a shared TLS context: that of the lane, or none where each connection has its own. */
    Lane(Target target, Supplier<SSLContext> tls, LoadPlan plan) {
        SSLContext shared = tls.get();
        this.target = target;
        this.tls = plan.mode() == ConnectionMode.RESUMED ? () -> shared : tls;
        this.mode = plan.mode();
        this.timeoutMillis = Math.toIntExact(plan.timeout().toMillis());
    }

    /** Sends one message and reads the whole answer, which must be a good one. */
    HttpAnswer exchange(byte[] body) throws ExchangeFailedException {
        try {
            Connection open = connect();
            open.socket().getOutputStream().write(request(body));
            HttpAnswer answer = HttpAnswer.read(open.in());
            if (mode != ConnectionMode.KEEP_ALIVE || !answer.keepsConnection()) {
                close();
            }
            if (answer.status() != 200) {
                throw new ExchangeFailedException("http-" + answer.status());
            }
            return answer;
        } catch (IOException e) {
            throw failure(e);
        }
    }

    /** Opens the connection if it is not open. */
    Connection connect() throws IOException {
        Connection open = connection;
        if (open != null) {
            return open;
        }
        Socket plain = new Socket();
        plain.setTcpNoDelay(true);
        plain.setSoTimeout(timeoutMillis);
        try {
            plain.connect(target.address(), timeoutMillis);
            Connection opened = handshake(plain);
            connection = opened;
            return opened;
        } catch (IOException e) {
            plain.close();
            throw e;
        }
    }

    /** Whether the other side has neither said anything nor hung up. */
    boolean isSilent() throws IOException {
        Connection open = connect();
        open.socket().setSoTimeout(1);
        try {
            open.in().read();
            return false;
        } catch (SocketTimeoutException e) {
            return true;
        }
    }

    private Connection handshake(Socket plain) throws IOException {
        SSLSocket socket =
                (SSLSocket) tls.get().getSocketFactory().createSocket(plain, target.host(), target.port(), true);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        count(socket.getSession());
        return new Connection(socket, new BufferedInputStream(socket.getInputStream()));
    }

    /** What is put into a session is found again by those that resume it. */
    private void count(SSLSession session) {
        handshakes++;
        if (session.getValue(SEEN) == null) {
            session.putValue(SEEN, SEEN);
        } else {
            resumed++;
        }
    }

    /** How many handshakes there were; ask when the lane is at rest. */
    long handshakes() {
        return handshakes;
    }

    /** How many of them resumed a session. */
    long resumed() {
        return resumed;
    }

    private byte[] request(byte[] body) {
        String head = "POST " + target.path() + " HTTP/1.1\r\nHost: " + target.host() + ":" + target.port()
                + "\r\nContent-Type: text/xml; charset=UTF-8\r\nSOAPAction: \"" + SOAP_ACTION
                + "\"\r\nContent-Length: " + body.length + "\r\n\r\n";
        byte[] headBytes = head.getBytes(StandardCharsets.US_ASCII);
        byte[] request = new byte[headBytes.length + body.length];
        System.arraycopy(headBytes, 0, request, 0, headBytes.length);
        System.arraycopy(body, 0, request, headBytes.length, body.length);
        return request;
    }

    private ExchangeFailedException failure(IOException cause) {
        if (cause instanceof ExchangeFailedException known && known.kind().startsWith("http-")) {
            return known;
        }
        close();
        if (cause instanceof ExchangeFailedException known) {
            return known;
        }
        return new ExchangeFailedException(kind(cause), cause);
    }

    private static String kind(IOException cause) {
        if (cause instanceof SocketTimeoutException) {
            return "timeout";
        }
        if (cause instanceof ConnectException) {
            return "connect";
        }
        return cause instanceof SSLException ? "tls" : "closed";
    }

    @Override
    public void close() {
        Connection open = connection;
        connection = null;
        if (open != null) {
            try {
                open.socket().close();
            } catch (IOException e) {
                // Nothing is lost: the answer has been read or given up.
            }
        }
    }
}
