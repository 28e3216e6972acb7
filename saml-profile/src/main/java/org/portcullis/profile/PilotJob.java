package org.portcullis.profile;

import java.util.Optional;

/** Whether a pilot brought the work, and which one. */
public sealed interface PilotJob {
    /** The pilot, if there is one. */
    Optional<Pilot> pilot();

    /** The same, with what is now known of the pilot, if there is one. */
    PilotJob withPilot(Pilot known);

    /** The subject came by itself. */
    record None() implements PilotJob {
        @Override
        public Optional<Pilot> pilot() {
            return Optional.empty();
        }

        @Override
        public PilotJob withPilot(Pilot known) {
            return this;
        }
    }

    /** A pilot brought the subject's work. */
    record BroughtBy(Pilot owner) implements PilotJob {
        @Override
        public Optional<Pilot> pilot() {
            return Optional.of(owner);
        }

        @Override
        public PilotJob withPilot(Pilot known) {
            return new BroughtBy(known);
        }
    }

    /** A pilot brought work and does not say whose; the {@link Subject} of the question is the pilot's owner itself. */
    record Unattributed(Pilot owner) implements PilotJob {
        @Override
        public Optional<Pilot> pilot() {
            return Optional.of(owner);
        }

        @Override
        public PilotJob withPilot(Pilot known) {
            return new Unattributed(known);
        }
    }
}
