package org.portcullis.pdp.cli;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The health pages of a running server, on this machine or another. */
public record HealthPages(InetSocketAddress address) {
    private static final int PATIENCE_MILLIS = 1000;
    private static final int FIRST_ERROR = 400;

    /** A page, whatever its status; empty if it cannot be had within a second or two. */
    public String page(String path) {
        try {
            String host = isAnyLocal() ? "localhost" : address.getHostString();
            HttpURLConnection connection =
                    (HttpURLConnection) new URL("http", host, address.getPort(), path).openConnection();
            connection.setConnectTimeout(PATIENCE_MILLIS);
            connection.setReadTimeout(PATIENCE_MILLIS);
            boolean failed = connection.getResponseCode() >= FIRST_ERROR;
            try (InputStream body = failed ? connection.getErrorStream() : connection.getInputStream()) {
                return new String(body.readAllBytes(), StandardCharsets.UTF_8);
            }
        } catch (IOException e) {
            return "";
        }
    }

    /** A number of the metrics page that has no labels; empty if it is not there. */
    public static OptionalDouble number(String metric, String page) {
        Matcher found = Pattern.compile("(?m)^" + metric + " ([0-9.E+-]+)$").matcher(page);
        return found.find() ? OptionalDouble.of(Double.parseDouble(found.group(1))) : OptionalDouble.empty();
    }

    @Override
    public String toString() {
        return address.getHostString() + ":" + address.getPort();
    }

    private boolean isAnyLocal() {
        return !address.isUnresolved() && address.getAddress().isAnyLocalAddress();
    }
}
