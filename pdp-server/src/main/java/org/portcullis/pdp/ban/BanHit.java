package org.portcullis.pdp.ban;

import org.portcullis.profile.ReasonCode;

/** A ban that a request ran into, and the reason code of the Deny. */
public record BanHit(BanEntry entry, ReasonCode reason) {
    /** The ban as it is written in the audit log. */
    public String selector() {
        return entry.ban().selector();
    }
}
