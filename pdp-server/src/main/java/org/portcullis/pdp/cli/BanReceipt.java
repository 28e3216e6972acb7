package org.portcullis.pdp.cli;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.portcullis.pdp.ban.BanStore;

/** On how many servers a change of the bans is in force, which ones are late, and how long it took. */
record BanReceipt(int servers, List<String> late, Duration took) {
    private static final long PAUSE_MILLIS = 5;

    /** Copies the list. */
    BanReceipt {
        late = List.copyOf(late);
    }

    /** Asks every server again and again until all have the change or the time is over. */
    static BanReceipt await(
            List<InetSocketAddress> servers, BanStore.Mark change, Duration timeout, InstantSource clock)
            throws InterruptedException {
        Instant told = clock.instant();
        CountDownLatch never = new CountDownLatch(1);
        List<BanEpochPage> late =
                new ArrayList<>(servers.stream().map(BanEpochPage::new).toList());
        do {
            late.removeIf(server -> server.has(change, clock));
        } while (!late.isEmpty()
                && !never.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS)
                && clock.instant().isBefore(told.plus(timeout)));
        return new BanReceipt(
                servers.size(),
                late.stream().map(BanEpochPage::toString).toList(),
                Duration.between(told, clock.instant()));
    }

    boolean isComplete() {
        return late.isEmpty();
    }

    /** As in {@code 2/2}. */
    String inForce() {
        return servers - late.size() + "/" + servers;
    }
}
