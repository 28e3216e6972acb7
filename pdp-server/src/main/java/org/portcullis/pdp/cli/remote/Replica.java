package org.portcullis.pdp.cli.remote;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.Map;
import org.portcullis.pdp.cli.HealthPages;
import org.portcullis.pdp.cli.HealthReport;

/** Another server of the site, as its health pages tell: its state in a word, and the last change of bans it has; -1 for none. */
record Replica(String address, String state, long banEpoch) {
    static Replica of(InetSocketAddress health) {
        HealthPages pages = new HealthPages(health);
        double epoch = HealthPages.number("portcullis_ban_epoch", pages.page("/metrics"))
                .orElse(-1);
        return new Replica(pages.toString(), state(pages.page("/readyz?verbose")), (long) epoch);
    }

    private static String state(String page) {
        if (page.isEmpty()) {
            return "NO ANSWER";
        }
        try {
            return switch (HealthReport.read(page).worst()) {
                case OK -> "READY";
                case DEGRADED -> "READY, DEGRADED";
                case FAIL -> "NOT READY";
            };
        } catch (IOException e) {
            return "ANOTHER KIND OF ANSWER";
        }
    }

    String line() {
        return address + "  " + state + (banEpoch < 0 ? "" : "  ban epoch " + banEpoch);
    }

    Map<String, Object> fields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("address", address);
        fields.put("state", state);
        fields.put("banEpoch", banEpoch);
        return fields;
    }
}
