package org.portcullis.pdp.transport;

import java.io.IOException;
import java.time.InstantSource;
import java.util.Optional;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.portcullis.pdp.config.PdpConfig;
import org.portcullis.pdp.health.ServerMetrics;
import org.portcullis.pdp.trust.PeerTls;

/** The decision port: TLS with client certificates, HTTP/1.1 and 1.0, and one of the doors of the endpoint. */
public final class HttpsListener implements AutoCloseable {
    /** Threads of which HTTP itself needs some; a quarter of the others is left for turning away and for handshakes. */
    private static final int SPARE_THREADS = 4;

    private final Server server;
    private final ServerConnector connector;
    private final PeerGate gate;
    private final Optional<CxfTransport> cxf;

    private HttpsListener(Server server, ServerConnector connector, PeerGate gate, Optional<CxfTransport> cxf) {
        this.server = server;
        this.connector = connector;
        this.gate = gate;
        this.cxf = cxf;
    }

    /**
     * Opens the port; {@code callers} tells who calls.
     *
     * @throws IOException if it cannot be had
     */
    public static HttpsListener open(
            PdpConfig.Server config,
            PeerTls tls,
            Callers callers,
            AuthzEndpoint endpoint,
            ServerMetrics metrics,
            InstantSource clock)
            throws IOException {
        QueuedThreadPool threads = new QueuedThreadPool(config.threads());
        threads.setName("decisions");
        Server server = new Server(threads);
        server.setErrorHandler(new SilentErrors());
        server.setStopTimeout(config.waits().drain().toMillis());
        RejectLog rejects = new RejectLog(metrics, clock);
        ServerConnector connector =
                new TlsPort(tls, config.waits(), metrics, rejects).addTo(server, threads, config.listen());
        SoapExchange exchange = new SoapExchange(endpoint, metrics, clock, config.maxBodyBytes(), callers);
        Optional<CxfTransport> cxf =
                config.codec() == PdpConfig.Codec.HOT ? Optional.empty() : Optional.of(new CxfTransport(exchange));
        Doorman doorman =
                new Doorman(metrics, cxf.<Handler>map(CxfTransport::handler).orElseGet(() -> new FrontDoor(exchange)));
        PeerShares shares = new PeerShares(config.perPeer(), (config.threads() - SPARE_THREADS) * 3 / 4);
        PeerGate gate = new PeerGate(tls, shares, metrics, rejects, doorman);
        server.setHandler(gate);
        try {
            server.start();
            if (cxf.isPresent()) {
                cxf.get().listen();
            }
        } catch (Exception e) {
            throw new IOException("server.listen " + config.listen() + " cannot be opened: " + e.getMessage(), e);
        }
        return new HttpsListener(server, connector, gate, cxf);
    }

    /** The port that was opened. */
    public int port() {
        return connector.getLocalPort();
    }

    /** Answers as before, each time for the last time on that connection. */
    public void leave() {
        gate.leave();
    }

    /** Takes no new connection, answers once more on those that are there and not silent for a second, then closes. */
    @Override
    public void close() {
        leave();
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("the decision port did not close", e);
        } finally {
            cxf.ifPresent(CxfTransport::close);
        }
    }
}
