package org.portcullis.policy.trace;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.portcullis.policy.source.Position;

/**
 * One comparison in a policy, a match or a condition: where it stands, how it reads, the values of the facts that it
 * asked for, by their short names, and what came of it.
 */
public record Clause(Position at, String text, Map<String, List<String>> actual, Outcome outcome) {
    /** Copies the map and keeps its order. */
    public Clause {
        actual = Collections.unmodifiableMap(new LinkedHashMap<>(actual));
    }
}
