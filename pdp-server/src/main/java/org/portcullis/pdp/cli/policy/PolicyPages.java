package org.portcullis.pdp.cli.policy;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The health pages of the running server, asked which policy decides. */
record PolicyPages(InetSocketAddress health) {
    private static final Pattern BUNDLE =
            Pattern.compile("(?m)^portcullis_policy_info\\{[^}]*bundle=\"([0-9a-f]*)\"[^}]*} 1");
    private static final Pattern RELOADS = Pattern.compile("(?m)^portcullis_config_reloads ([0-9.E+]+)");
    private static final Pattern SUCCESS = Pattern.compile("(?m)^portcullis_config_last_reload_success 1");
    private static final int PATIENCE_MILLIS = 1000;

    /** The bundle that decides, how many reloads have ended, and whether the last one was taken. */
    record State(String bundle, long reloads, boolean success) {}

    /** What the server says; nothing if it says nothing. */
    Optional<State> state() {
        try {
            String metrics = get("/metrics");
            Matcher bundle = BUNDLE.matcher(metrics);
            Matcher reloads = RELOADS.matcher(metrics);
            return bundle.find() && reloads.find()
                    ? Optional.of(new State(
                            bundle.group(1),
                            (long) Double.parseDouble(reloads.group(1)),
                            SUCCESS.matcher(metrics).find()))
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Why it would not have the last policy. */
    String problem() {
        try (JsonParser json = new JsonFactory().createParser(get("/readyz?verbose"))) {
            for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
                if (token == JsonToken.VALUE_STRING
                        && json.getParsingContext().pathAsPointer().toString().equals("/checks/policy/detail")) {
                    return json.getText();
                }
            }
            return "see its log";
        } catch (IOException e) {
            return "see its log, for its health pages cannot be read: " + e.getMessage();
        }
    }

    private String get(String page) throws IOException {
        String host = health.getAddress().isAnyLocalAddress() ? "localhost" : health.getHostString();
        HttpURLConnection connection =
                (HttpURLConnection) new URL("http", host, health.getPort(), page).openConnection();
        connection.setConnectTimeout(PATIENCE_MILLIS);
        connection.setReadTimeout(PATIENCE_MILLIS);
        try (InputStream body = connection.getInputStream()) {
            return new String(body.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
