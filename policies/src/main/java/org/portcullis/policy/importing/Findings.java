package org.portcullis.policy.importing;

import java.util.ArrayList;
import java.util.List;
import org.portcullis.policy.source.Position;

/** The loss report while it is written. Not thread-safe: one per import. */
public final class Findings {
    private final List<Finding> found = new ArrayList<>();

    public void kept(Position at, String construct, String message) {
        found.add(new Finding(at, Outcome.KEPT, construct, message));
    }

    public void changed(Position at, String construct, String message) {
        found.add(new Finding(at, Outcome.CHANGED, construct, message));
    }

    public void lost(Position at, String construct, String message) {
        found.add(new Finding(at, Outcome.LOST, construct, message));
    }

    /** All of them, in the order found. */
    public List<Finding> list() {
        return List.copyOf(found);
    }
}
