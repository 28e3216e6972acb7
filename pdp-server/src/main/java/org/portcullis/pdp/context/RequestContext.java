package org.portcullis.pdp.context;

import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import org.portcullis.profile.Dn;

/** Opened at the door, closed by the audit record: who calls, from where, when, and under which call id. */
public record RequestContext(UUID callId, Instant receivedAt, Dn pepDn, String source) {
    /** Opens a context now; {@code source} is the caller's address as text. */
    public static RequestContext open(Dn pepDn, String source, InstantSource clock) {
        return new RequestContext(UUID.randomUUID(), clock.instant(), pepDn, source);
    }
}
