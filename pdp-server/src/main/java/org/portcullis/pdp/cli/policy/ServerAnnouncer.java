package org.portcullis.pdp.cli.policy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.portcullis.pdp.bundle.Rollout.Outcome;
import org.portcullis.pdp.cli.RunningServer;
import org.portcullis.pdp.rollout.Announcer;
import org.portcullis.pdp.rollout.Reception;

/** Tells the running server to reload, and asks its health pages what it made of that; without patience it only tells. */
record ServerAnnouncer(RunningServer server, PolicyPages pages, Duration patience, InstantSource clock)
        implements Announcer {
    private static final long PAUSE_MILLIS = 5;

    @Override
    public Reception announce(String digest) {
        Instant told = clock.instant();
        try {
            long before = pages.state().map(PolicyPages.State::reloads).orElse(Long.MAX_VALUE);
            if (!server.reload()) {
                Outcome outcome = patience.isZero() ? Outcome.SWITCHED : Outcome.NOT_CONFIRMED;
                return reception(outcome, told, "no server is running, the next one that starts will use it");
            }
            return patience.isZero()
                    ? reception(Outcome.SWITCHED, told, "told the server, see /readyz?verbose for the outcome")
                    : await(digest, before, told);
        } catch (IOException e) {
            throw new UncheckedIOException("the server could not be told: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return reception(Outcome.NOT_CONFIRMED, told, "interrupted");
        }
    }

    private Reception await(String digest, long before, Instant told) throws InterruptedException {
        CountDownLatch never = new CountDownLatch(1);
        do {
            Optional<PolicyPages.State> state = pages.state();
            if (state.filter(now -> now.bundle().equals(digest)).isPresent()) {
                return reception(Outcome.IN_FORCE, told, "");
            }
            if (state.filter(now -> now.reloads() > before && !now.success()).isPresent()) {
                return reception(Outcome.REFUSED, told, "the server refused it: " + pages.problem());
            }
        } while (!never.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS)
                && clock.instant().isBefore(told.plus(patience)));
        return reception(
                Outcome.NOT_CONFIRMED, told, "the server does not say that it decides with it, see /readyz?verbose");
    }

    private Reception reception(Outcome outcome, Instant told, String detail) {
        return new Reception(outcome, Duration.between(told, clock.instant()), detail);
    }
}
