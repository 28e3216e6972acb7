package org.portcullis.policy.trace;

import org.portcullis.policy.source.Position;

/** A rule or policy in a trace. */
public sealed interface Part permits RuleTrace, PolicyTrace {
    /** What it is called, what its file says of it, and where it stands. */
    record Head(String name, String description, Position at) {}

    /** Its name and place. */
    Head head();

    /** When it applies. */
    Question question();

    /** Whether what stands around it let it be asked at all. */
    boolean asked();

    /** What it decided. */
    Said said();

    /** What came of its question; {@link Outcome#NOT_ASKED} if it was not asked. */
    default Outcome outcome() {
        return asked() ? question().outcome() : Outcome.NOT_ASKED;
    }
}
