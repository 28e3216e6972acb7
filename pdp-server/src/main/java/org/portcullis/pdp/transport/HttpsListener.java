package org.portcullis.pdp.transport;

import java.io.IOException;
import java.time.InstantSource;
import org.apache.cxf.Bus;
import org.apache.cxf.BusFactory;
import org.apache.cxf.bus.CXFBusFactory;
import org.apache.cxf.service.model.EndpointInfo;
import org.apache.cxf.transport.http.HTTPTransportFactory;
import org.apache.cxf.transport.servlet.CXFNonSpringServlet;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.portcullis.pdp.config.PdpConfig;
import org.portcullis.pdp.health.ServerMetrics;
import org.portcullis.pdp.trust.PeerTls;

/** The decision port: TLS with client certificates, HTTP/1.1 and 1.0, and CXF's transport behind it. */
public final class HttpsListener implements AutoCloseable {
    /** Threads of which HTTP itself needs some; a quarter of the others is left for turning away and for handshakes. */
    private static final int SPARE_THREADS = 4;

    private final Server server;
    private final ServerConnector connector;
    private final Bus bus;

    private HttpsListener(Server server, ServerConnector connector, Bus bus) {
        this.server = server;
        this.connector = connector;
        this.bus = bus;
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
        Bus bus = new CXFBusFactory().createBus();
        BusFactory.setThreadDefaultBus(null);
        QueuedThreadPool threads = new QueuedThreadPool(config.threads());
        threads.setName("decisions");
        Server server = new Server(threads);
        server.setErrorHandler(new SilentErrors());
        server.setStopTimeout(config.waits().drain().toMillis());
        RejectLog rejects = new RejectLog(metrics, clock);
        ServerConnector connector =
                new TlsPort(tls, config.waits(), metrics, rejects).addTo(server, threads, config.listen());
        Doorman doorman = new Doorman(metrics, servlets(bus));
        PeerShares shares = new PeerShares(config.perPeer(), (config.threads() - SPARE_THREADS) * 3 / 4);
        server.setHandler(new GracefulHandler(new PeerGate(tls, shares, metrics, rejects, doorman)));
        try {
            server.start();
            SoapDoor door = new SoapDoor(endpoint, metrics, clock, config.maxBodyBytes(), callers);
            bus.getExtension(HTTPTransportFactory.class)
                    .getDestination(everyPath(), bus)
                    .setMessageObserver(door);
        } catch (Exception e) {
            throw new IOException("server.listen " + config.listen() + " cannot be opened: " + e.getMessage(), e);
        }
        return new HttpsListener(server, connector, bus);
    }

    private static ServletContextHandler servlets(Bus bus) {
        CXFNonSpringServlet servlet = new CXFNonSpringServlet(null, false);
        servlet.setBus(bus);
        ServletHolder holder = new ServletHolder(servlet);
        holder.setInitParameter("hide-service-list-page", "true");
        ServletContextHandler context = new ServletContextHandler("/");
        context.addServlet(holder, "/*");
        context.setErrorHandler(new SilentErrors());
        return context;
    }

    /** Clients were configured with any path there is; all of them lead to the one endpoint. */
    private static EndpointInfo everyPath() {
        EndpointInfo endpoint = new EndpointInfo();
        endpoint.setAddress("/");
        return endpoint;
    }

    /** The port that was opened. */
    public int port() {
        return connector.getLocalPort();
    }

    /** Takes no new question, finishes those under way, then closes. */
    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("the decision port did not close", e);
        } finally {
            bus.shutdown(true);
        }
    }
}
