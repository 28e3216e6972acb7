package org.portcullis.pdp.cli;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.portcullis.pdp.ban.BanStore;

/** The metrics page of a running server, asked whether it has a change of the bans in force. */
record BanEpochPage(InetSocketAddress health) {
    private static final Pattern EPOCH = Pattern.compile("(?m)^portcullis_ban_epoch ([0-9.E+-]+)");
    private static final Pattern STALENESS = Pattern.compile("(?m)^portcullis_ban_staleness_seconds ([0-9.E+-]+)");
    private static final int PATIENCE_MILLIS = 1000;

    /**
     * Whether the change is in force there now: it knows a change of that number, and has read the store since. A server
     * whose store was replaced under it knows high numbers, too, but reads no more.
     */
    boolean has(BanStore.Mark change, InstantSource clock) {
        String page = page();
        double secondsSince = Duration.between(change.at(), clock.instant()).toMillis() / 1000.0;
        return number(EPOCH, page, -1) >= change.revision()
                && number(STALENESS, page, Double.MAX_VALUE) <= secondsSince;
    }

    private static double number(Pattern metric, String page, double otherwise) {
        Matcher found = metric.matcher(page);
        return found.find() ? Double.parseDouble(found.group(1)) : otherwise;
    }

    @Override
    public String toString() {
        return health.getHostString() + ":" + health.getPort();
    }

    /** Empty if it cannot be had. */
    private String page() {
        try {
            String host = isAnyLocal() ? "localhost" : health.getHostString();
            URL page = new URL("http", host, health.getPort(), "/metrics");
            HttpURLConnection connection = (HttpURLConnection) page.openConnection();
            connection.setConnectTimeout(PATIENCE_MILLIS);
            connection.setReadTimeout(PATIENCE_MILLIS);
            try (InputStream body = connection.getInputStream()) {
                return new String(body.readAllBytes(), StandardCharsets.UTF_8);
            }
        } catch (IOException e) {
            return "";
        }
    }

    private boolean isAnyLocal() {
        return !health.isUnresolved() && health.getAddress().isAnyLocalAddress();
    }
}
