package org.portcullis.load.run;

import java.util.HexFormat;

/**
 * A request that is due: its number, its time, whether a connection was free at that time, and whether it counts or warms
 * up only.
 */
record Arrival(long index, long intendedNanos, boolean findsFreeLane, boolean counts) {
    /** An XML id that no other request of any recent run has. */
    String id() {
        HexFormat hex = HexFormat.of();
        return "_" + hex.toHexDigits(intendedNanos) + hex.toHexDigits(index);
    }
}
