package org.portcullis.policy.facts;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Whether a PEP can run work under another account than its caller's, and when the site excepts it from having to. */
public record PepCapability(boolean switching, List<Validity> exceptions) {
    /** It switches identity. */
    public static final PepCapability SWITCHING = new PepCapability(true, List.of());

    /** Copies the list. */
    public PepCapability {
        exceptions = List.copyOf(exceptions);
    }

    /** Until when it is excepted, of the exceptions that hold at that moment the longest; empty if none does. */
    Optional<Instant> exceptedUntil(Instant at) {
        return exceptions.stream()
                .filter(exception -> exception.includes(at))
                .map(Validity::until)
                .max(Comparator.naturalOrder());
    }
}
