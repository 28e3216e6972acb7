package org.portcullis.pdp.health;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.portcullis.pdp.health.Health.Check;
import org.portcullis.pdp.health.Health.Level;
import org.portcullis.pdp.json.JsonText;

/** {@code /livez}, {@code /readyz}, {@code /healthz} and {@code /metrics} over plain HTTP, with threads of its own. */
public final class HealthListener implements AutoCloseable {
    private static final int THREADS = 8;

    private final Server server;
    private final ServerConnector connector;

    private HealthListener(Server server, ServerConnector connector) {
        this.server = server;
        this.connector = connector;
    }

    /**
     * Opens the port.
     *
     * @throws IOException if it cannot be had
     */
    public static HealthListener open(InetSocketAddress address, Health health, ServerMetrics metrics)
            throws IOException {
        Server server = new Server(new QueuedThreadPool(THREADS, 2));
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        ServerConnector connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
        connector.setHost(address.getAddress().getHostAddress());
        connector.setPort(address.getPort());
        server.addConnector(connector);
        server.setHandler(new Pages(health, metrics));
        try {
            server.start();
        } catch (Exception e) {
            throw new IOException("health.listen " + address + " cannot be opened: " + e.getMessage(), e);
        }
        return new HealthListener(server, connector);
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
            throw new IllegalStateException("the health port did not close", e);
        }
    }

    /** The four pages. */
    private static final class Pages extends Handler.Abstract {
        private final Health health;
        private final ServerMetrics metrics;

        Pages(Health health, ServerMetrics metrics) {
            this.health = health;
            this.metrics = metrics;
        }

        @Override
        public boolean handle(Request request, Response response, Callback callback) {
            switch (Request.getPathInContext(request)) {
                case "/livez" -> send(response, callback, 200, "text/plain", "ok\n");
                case "/readyz", "/healthz" -> ready(request, response, callback);
                case "/metrics" ->
                    send(response, callback, 200, "text/plain; version=0.0.4; charset=utf-8", metrics.scrape());
                default -> send(response, callback, 404, "text/plain", "not found\n");
            }
            return true;
        }

        private void ready(Request request, Response response, Callback callback) {
            Map<String, Check> results = health.run();
            Level worst = Health.worst(results);
            int status = worst == Level.FAIL ? 503 : 200;
            boolean verbose = "verbose".equals(request.getHttpURI().getQuery());
            if (verbose) {
                send(response, callback, status, "application/json", json(worst, results));
            } else {
                send(response, callback, status, "text/plain", word(worst) + "\n");
            }
        }

        private static String json(Level worst, Map<String, Check> results) {
            Map<String, Object> checks = new LinkedHashMap<>();
            results.forEach((name, check) -> {
                Map<String, Object> fields = new LinkedHashMap<>();
                fields.put("status", word(check.level()));
                fields.put("detail", check.detail());
                checks.put(name, fields);
            });
            Map<String, Object> all = new LinkedHashMap<>();
            all.put("status", word(worst));
            all.put("checks", checks);
            return JsonText.of(all) + "\n";
        }

        private static String word(Level level) {
            return level.name().toLowerCase(Locale.ROOT);
        }

        private static void send(Response response, Callback callback, int status, String type, String body) {
            response.setStatus(status);
            response.getHeaders().put(HttpHeader.CONTENT_TYPE, type);
            response.write(true, ByteBuffer.wrap(body.getBytes(UTF_8)), callback);
        }
    }
}
