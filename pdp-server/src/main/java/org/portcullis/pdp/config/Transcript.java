package org.portcullis.pdp.config;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.Node;

/** Every key that was asked for while a configuration was read: what stood there, and what came of it. Not thread-safe. */
final class Transcript {
    private final Map<String, Node> given = new LinkedHashMap<>();
    private final Map<String, Object> outcomes = new LinkedHashMap<>();

    /** Notes what came of a key that is given, or the value that holds instead. */
    void note(String key, Optional<Node> node, Object outcome) {
        node.ifPresent(there -> given.put(key, there));
        outcomes.put(key, outcome);
    }

    /** The keys asked for, with dots between sections. */
    Set<String> keys() {
        return outcomes.keySet();
    }

    /** What stood there. */
    Optional<Node> given(String key) {
        return Optional.ofNullable(given.get(key));
    }

    /** The value in force, whatever its type; nothing where nobody asked. */
    Optional<Object> outcome(String key) {
        return Optional.ofNullable(outcomes.get(key));
    }
}
