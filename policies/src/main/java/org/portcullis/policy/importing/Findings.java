package org.portcullis.policy.importing;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.portcullis.policy.source.Position;
import org.portcullis.policy.source.Problems;

/** The loss report while it is written. Not thread-safe: one per import. */
public final class Findings {
    private static final Set<String> MAPPING_OBLIGATIONS = Set.of(
            "http://glite.org/xacml/obligation/local-environment-map",
            "http://glite.org/xacml/obligation/local-environment-map/posix");

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

    /** An obligation, which no pack has. */
    public void obligation(Position at, String id) {
        String construct = "obligation " + Problems.quote(id);
        if (MAPPING_OBLIGATIONS.contains(id)) {
            changed(at, construct, "every permit gets an account here, by the map files");
        } else {
            lost(at, construct, "packs have no obligations; the PEP will not be told");
        }
    }

    /** All of them, in the order found. */
    public List<Finding> list() {
        return List.copyOf(found);
    }
}
