package org.portcullis.policy.facts;

import java.time.Instant;
import java.util.List;

/** Whether a PEP can run work under another account than its caller's, and when the site excepts it from having to. */
public record PepCapability(boolean switching, List<Validity> exceptions) {
    /** It switches identity. */
    public static final PepCapability SWITCHING = new PepCapability(true, List.of());

    /** Copies the list. */
    public PepCapability {
        exceptions = List.copyOf(exceptions);
    }

    boolean isExcepted(Instant at) {
        return exceptions.stream().anyMatch(exception -> exception.includes(at));
    }
}
