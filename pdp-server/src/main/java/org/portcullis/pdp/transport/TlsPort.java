package org.portcullis.pdp.transport;

import java.net.InetSocketAddress;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.portcullis.pdp.config.PdpConfig;
import org.portcullis.pdp.health.ServerMetrics;
import org.portcullis.pdp.trust.PeerTls;

/** How every port with client certificates is opened: TLS 1.2 and 1.3, HTTP/1.1 and 1.0, and no patience with the slow. */
record TlsPort(PeerTls tls, PdpConfig.Waits waits, ServerMetrics metrics, RejectLog rejects) {
    private static final int HEADER_BYTES = 8 * 1024;
    private static final int BACKLOG = 1024;

    /** Adds the port to a server with these threads. */
    ServerConnector addTo(Server server, QueuedThreadPool threads, InetSocketAddress address) {
        ServerConnector connector = new CrowdedConnector(server, threads, metrics, protocols());
        connector.setHost(address.getAddress().getHostAddress());
        connector.setPort(address.getPort());
        connector.setIdleTimeout(waits.idle().toMillis());
        connector.setAcceptQueueSize(BACKLOG);
        connector.addEventListener(new Handshakes(connector.getScheduler(), waits.handshake(), rejects));
        connector.addEventListener(new SlowRequests(connector.getScheduler(), waits.handshake(), rejects));
        server.addConnector(connector);
        return connector;
    }

    private ConnectionFactory[] protocols() {
        SslContextFactory.Server ssl = new SslContextFactory.Server();
        ssl.setSslContext(tls.context());
        ssl.setNeedClientAuth(true);
        ssl.setIncludeProtocols("TLSv1.3", "TLSv1.2");
        ssl.setIncludeCipherSuites("TLS_AES_.*", "TLS_CHACHA20_.*", "TLS_ECDHE_.*_GCM_.*", "TLS_ECDHE_.*_CHACHA20_.*");
        ssl.setRenegotiationAllowed(false);
        ssl.setSniRequired(false);
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setSendXPoweredBy(false);
        http.setRequestHeaderSize(HEADER_BYTES);
        http.addCustomizer(new SecureRequestCustomizer(false));
        return new ConnectionFactory[] {new SslConnectionFactory(ssl, "http/1.1"), new HttpConnectionFactory(http)};
    }
}
