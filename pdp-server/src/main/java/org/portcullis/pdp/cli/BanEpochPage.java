package org.portcullis.pdp.cli;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import org.portcullis.pdp.ban.BanStore;

/** The metrics page of a running server, asked whether it has a change of the bans in force. */
record BanEpochPage(HealthPages pages) {
    BanEpochPage(InetSocketAddress health) {
        this(new HealthPages(health));
    }

    /**
     * Whether the change is in force there now: it knows a change of that number, and has read the store since. A server
     * whose store was replaced under it knows high numbers, too, but reads no more.
     */
    boolean has(BanStore.Mark change, InstantSource clock) {
        String page = pages.page("/metrics");
        double secondsSince = Duration.between(change.at(), clock.instant()).toMillis() / 1000.0;
        return HealthPages.number("portcullis_ban_epoch", page).orElse(-1) >= change.revision()
                && HealthPages.number("portcullis_ban_staleness_seconds", page).orElse(Double.MAX_VALUE)
                        <= secondsSince;
    }

    @Override
    public String toString() {
        return pages.toString();
    }
}
