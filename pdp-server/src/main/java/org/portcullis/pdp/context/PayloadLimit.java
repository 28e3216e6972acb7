package org.portcullis.pdp.context;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.portcullis.profile.Dn;

/**
 * How many different people one pilot may ask about in an hour: enough for work, too few for finding out who has which
 * account. Remembers the pilots that asked last. Thread-safe.
 */
final class PayloadLimit {
    private static final int MOST = 60;
    private static final Duration WINDOW = Duration.ofHours(1);
    private static final int PILOTS = 10_000;

    /** Guarded by this. */
    private final Map<Dn, Map<Dn, Instant>> asked = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Dn, Map<Dn, Instant>> eldest) {
            return size() > PILOTS;
        }
    };

    /** Whether this pilot may ask about this one too; if so, it counts from then on. */
    synchronized boolean allows(Dn pilot, Dn payload, Instant at) {
        Map<Dn, Instant> people = asked.computeIfAbsent(pilot, any -> new HashMap<>());
        people.values().removeIf(last -> last.plus(WINDOW).isBefore(at));
        if (people.size() >= MOST && !people.containsKey(payload)) {
            return false;
        }
        people.put(payload, at);
        return true;
    }
}
