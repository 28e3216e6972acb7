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
            Optional<PolicyPages.State> before = pages.state();
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

    private Reception await(String digest, Optional<PolicyPages.State> before, Instant told)
            throws InterruptedException {
        CountDownLatch never = new CountDownLatch(1);
        do {
            Optional<PolicyPages.State> now = pages.state().filter(state -> hasReloaded(state, before, digest));
            if (now.filter(state -> state.bundle().equals(digest)).isPresent()) {
                return reception(Outcome.IN_FORCE, told, "");
            }
            if (now.filter(state -> !state.success()).isPresent()) {
                return reception(Outcome.REFUSED, told, "the server refused it: " + pages.problem());
            }
        } while (!never.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS)
                && clock.instant().isBefore(told.plus(patience)));
        return reception(
                Outcome.NOT_CONFIRMED, told, "the server does not say that it decides with it, see /readyz?verbose");
    }

    /** Where it said nothing before, the bundle itself has to tell. */
    private static boolean hasReloaded(PolicyPages.State now, Optional<PolicyPages.State> before, String digest) {
        return before.map(then -> now.reloads() > then.reloads())
                .orElseGet(() -> now.bundle().equals(digest));
    }

    private Reception reception(Outcome outcome, Instant told, String detail) {
        return new Reception(outcome, Duration.between(told, clock.instant()), detail);
    }
}
