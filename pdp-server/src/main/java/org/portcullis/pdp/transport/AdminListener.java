package org.portcullis.pdp.transport;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.portcullis.pdp.admin.Desk;
import org.portcullis.pdp.config.PdpConfig;
import org.portcullis.pdp.health.ServerMetrics;
import org.portcullis.pdp.trust.PeerTls;

/** The admin port: TLS as on the decision port, with threads of its own, so that a flood there does not reach it. */
public final class AdminListener implements AutoCloseable {
    private static final int THREADS = 16;
    private static final int MOST_OF_ONE = 4;
    private static final int MOST_OF_ALL = 8;

    private final Server server;
    private final ServerConnector connector;

    private AdminListener(Server server, ServerConnector connector) {
        this.server = server;
        this.connector = connector;
    }

    /** What answers: the desk, and to questions in SOAP an endpoint that refuses them; {@code callers} tells who calls. */
    public record Inside(Desk desk, AuthzEndpoint soap, Callers callers) {}

    /**
     * Opens the port, with the bounds of the decision port on messages and waiting.
     *
     * @throws IOException if it cannot be had
     */
    public static AdminListener open(
            InetSocketAddress address,
            PdpConfig.Server bounds,
            PeerTls tls,
            Inside inside,
            ServerMetrics metrics,
            InstantSource clock)
            throws IOException {
        QueuedThreadPool threads = new QueuedThreadPool(THREADS, 1);
        threads.setName("admin");
        Server server = new Server(threads);
        server.setErrorHandler(new SilentErrors());
        server.setStopTimeout(bounds.waits().drain().toMillis());
        RejectLog rejects = new RejectLog(metrics, clock);
        ServerConnector connector = new TlsPort(tls, bounds.waits(), metrics, rejects).addTo(server, threads, address);
        AdminDoor door = new AdminDoor(inside.desk(), inside.soap(), inside.callers(), clock, bounds.maxBodyBytes());
        PeerShares shares = new PeerShares(MOST_OF_ONE, MOST_OF_ALL);
        server.setHandler(new GracefulHandler(new PeerGate(tls, shares, metrics, rejects, door)));
        try {
            server.start();
        } catch (Exception e) {
            throw new IOException("admin.listen " + address + " cannot be opened: " + e.getMessage(), e);
        }
        return new AdminListener(server, connector);
    }

    /** The port that was opened. */
    public int port() {
        return connector.getLocalPort();
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("the admin port did not close", e);
        }
    }
}
