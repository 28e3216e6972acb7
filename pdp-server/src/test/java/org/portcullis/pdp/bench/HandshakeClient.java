package org.portcullis.pdp.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.portcullis.load.pki.MutualTls;

/**
 * Eight worker nodes, each of which connects, asks once, hangs up and connects again; {@code resuming}: with the session of
 * its connection before.
 */
record HandshakeClient(MutualTls caller, int port, String protocol, boolean resuming) {
    private static final int NODES = 8;
    private static final int PATIENCE_MILLIS = 20_000;
    private static final byte[] REQUEST = "GET /page HTTP/1.0\r\nHost: localhost\r\n\r\n".getBytes(US_ASCII);

    /** How many connections there were, and how many of them went on with an earlier session. */
    record Count(long connections, long resumed) {
        Count plus(Count more) {
            return new Count(connections + more.connections, resumed + more.resumed);
        }
    }

    /**
     * Connects for that long.
     *
     * @throws IOException if a connection fails
     */
    Count connect(Duration time) throws IOException, InterruptedException {
        ExecutorService nodes = Executors.newFixedThreadPool(NODES);
        try {
            long end = System.nanoTime() + time.toNanos();
            Callable<Count> node = () -> connectUntil(end);
            Count sum = new Count(0, 0);
            for (Future<Count> each :
                    nodes.invokeAll(Stream.generate(() -> node).limit(NODES).toList())) {
                sum = sum.plus(each.get());
            }
            return sum;
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        } finally {
            nodes.shutdown();
        }
    }

    private Count connectUntil(long end) throws IOException {
        SSLContext kept = caller.context();
        Count count = new Count(0, 0);
        while (System.nanoTime() < end) {
            count = count.plus(exchange(resuming ? kept : caller.context()));
        }
        return count;
    }

    private Count exchange(SSLContext tls) throws IOException {
        long began = System.currentTimeMillis();
        try (SSLSocket socket = (SSLSocket) tls.getSocketFactory().createSocket("127.0.0.1", port)) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.setEnabledProtocols(new String[] {protocol});
            socket.getOutputStream().write(REQUEST);
            if (socket.getInputStream().readAllBytes().length == 0) {
                throw new IOException("no answer");
            }
            return new Count(1, socket.getSession().getCreationTime() < began ? 1 : 0);
        }
    }
}
