package org.portcullis.pdp.rollout;

import java.nio.file.Path;
import java.util.List;
import org.portcullis.policy.PackException;
import org.portcullis.policy.PackLoader;

/** Something that a pack must pass before it may decide anything. */
@FunctionalInterface
public interface PackCheck {
    /** That the pack can be loaded. */
    PackCheck LOADS = pack -> {
        try {
            PackLoader.load(pack);
            return List.of();
        } catch (PackException e) {
            return e.problems();
        }
    };

    /** Every problem of the pack in that directory, one line each, files by their names in the pack; none if it passes. */
    List<String> problems(Path pack);
}
