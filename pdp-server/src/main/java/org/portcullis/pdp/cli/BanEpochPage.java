package org.portcullis.pdp.cli;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The metrics page of a running server, asked which change of the bans it has in force. */
record BanEpochPage(InetSocketAddress health) {
    private static final Pattern EPOCH = Pattern.compile("(?m)^portcullis_ban_epoch ([0-9.E+]+)");
    private static final int PATIENCE_MILLIS = 1000;

    /** Whether the change is in force there now. */
    boolean has(long revision) {
        return epoch() >= revision;
    }

    @Override
    public String toString() {
        return health.getHostString() + ":" + health.getPort();
    }

    private long epoch() {
        try {
            String host = isAnyLocal() ? "localhost" : health.getHostString();
            URL page = new URL("http", host, health.getPort(), "/metrics");
            HttpURLConnection connection = (HttpURLConnection) page.openConnection();
            connection.setConnectTimeout(PATIENCE_MILLIS);
            connection.setReadTimeout(PATIENCE_MILLIS);
            try (InputStream body = connection.getInputStream()) {
                Matcher epoch = EPOCH.matcher(new String(body.readAllBytes(), StandardCharsets.UTF_8));
                return epoch.find() ? (long) Double.parseDouble(epoch.group(1)) : -1;
            }
        } catch (IOException e) {
            return -1;
        }
    }

    private boolean isAnyLocal() {
        return !health.isUnresolved() && health.getAddress().isAnyLocalAddress();
    }
}
