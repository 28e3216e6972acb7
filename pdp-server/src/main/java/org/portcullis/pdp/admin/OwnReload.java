package org.portcullis.pdp.admin;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.portcullis.pdp.bundle.Rollout.Outcome;
import org.portcullis.pdp.decide.Reloader;
import org.portcullis.pdp.rollout.Announcer;
import org.portcullis.pdp.rollout.Reception;

/** The server that is asked is the one that is told: it reloads, and says what came of it. */
public record OwnReload(Reloader reloader, InstantSource clock) implements Announcer {
    @Override
    public Reception announce(String digest) {
        Instant told = clock.instant();
        Reloader.Outcome outcome = reloader.reload();
        boolean inForce = reloader.bundle().equals(digest);
        return new Reception(
                inForce ? Outcome.IN_FORCE : Outcome.REFUSED,
                Duration.between(told, clock.instant()),
                inForce ? "" : String.join("; ", outcome.problems()));
    }
}
