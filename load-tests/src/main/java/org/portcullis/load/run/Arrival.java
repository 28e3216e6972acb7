package org.portcullis.load.run;

import java.util.Locale;

/** A request that is due: its number, its time, and whether a connection was free at that time. */
record Arrival(long index, long intendedNanos, boolean findsFreeLane) {
    /** An XML id that no other request of any recent run has. */
    String id() {
        return String.format(Locale.ROOT, "_%016x%016x", intendedNanos, index);
    }
}
