package org.portcullis.pdp.context;

import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import org.portcullis.profile.Dn;

/** Opened at the door, closed by the audit record: who calls, from where, when, and under which call id. */
public record RequestContext(UUID callId, Instant receivedAt, Caller caller, String source) {
    /** Of a caller with a certificate of its own. */
    public RequestContext(UUID callId, Instant receivedAt, Dn pepDn, String source) {
        this(callId, receivedAt, Caller.withCertificate(pepDn), source);
    }

    /** Opens a context now; {@code source} is the caller's address as text. */
    public static RequestContext open(Caller caller, String source, InstantSource clock) {
        return new RequestContext(UUID.randomUUID(), clock.instant(), caller, source);
    }

    /** The name in the caller's certificate; for a proxy, that of its owner. */
    public Dn pepDn() {
        return caller.dn();
    }
}
