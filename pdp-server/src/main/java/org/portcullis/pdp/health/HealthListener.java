package org.portcullis.pdp.health;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
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
            StringWriter text = new StringWriter();
            try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
                json.writeStartObject();
                json.writeStringField("status", word(worst));
                json.writeObjectFieldStart("checks");
                for (var result : results.entrySet()) {
                    json.writeObjectFieldStart(result.getKey());
                    json.writeStringField("status", word(result.getValue().level()));
                    json.writeStringField("detail", result.getValue().detail());
                    json.writeEndObject();
                }
                json.writeEndObject();
                json.writeEndObject();
            } catch (IOException e) {
                throw new UncheckedIOException("a page could not be put into memory", e);
            }
            return text + "\n";
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
