package org.portcullis.pdp.decide;

/** The snapshot in force. One write replaces it; whoever read the old one finishes with the old one. Thread-safe. */
public final class CurrentPolicy {
    private volatile PolicySnapshot current;

    /** Starts with a snapshot; there is never none. */
    public CurrentPolicy(PolicySnapshot first) {
        current = first;
    }

    /** The snapshot in force now. A decision asks once. */
    public PolicySnapshot get() {
        return current;
    }

    /** Puts the next snapshot in force. */
    public void replace(PolicySnapshot next) {
        current = next;
    }
}
