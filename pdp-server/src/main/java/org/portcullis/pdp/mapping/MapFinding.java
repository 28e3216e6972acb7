package org.portcullis.pdp.mapping;

import org.portcullis.policy.source.Position;

/** Something found wrong with map files, and where. */
public record MapFinding(MapRule rule, Position at, String message) {
    /** Place and message on one line. */
    @Override
    public String toString() {
        return at + ": " + message;
    }
}
