package org.portcullis.profile;

import java.util.Optional;

/** Whether a pilot brought the work, and which one. */
public sealed interface PilotJob {
    /** The subject came by itself. */
    record None() implements PilotJob {}

    /** A pilot brought the subject's work. */
    record BroughtBy(Pilot owner) implements PilotJob {}

    /** The pilot, if there is one. */
    default Optional<Pilot> pilot() {
        return this instanceof BroughtBy job ? Optional.of(job.owner()) : Optional.empty();
    }
}
