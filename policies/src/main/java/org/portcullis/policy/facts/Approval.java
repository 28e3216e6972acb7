package org.portcullis.policy.facts;

import java.time.Instant;

/**
 * The site's approval of a VO's multi-user pilot jobs: in force from {@code from} until just before {@code until}, when
 * its state is {@link State#APPROVED}.
 */
public record Approval(State state, Instant from, Instant until) {
    /** No approval on record. */
    public static final Approval NONE = new Approval(State.NONE, Instant.MIN, Instant.MAX);

    /** What the site has decided. */
    public enum State {
        NONE,
        APPROVED,
        PENDING,
        SUSPENDED
    }

    /** Requires a time that is not empty. */
    public Approval {
        if (!from.isBefore(until)) {
            throw new IllegalArgumentException("an approval must end after it begins");
        }
    }

    /** How this approval stands at that moment. */
    public ApprovalStatus statusAt(Instant at) {
        return switch (state) {
            case NONE -> ApprovalStatus.MISSING;
            case PENDING -> ApprovalStatus.PENDING;
            case SUSPENDED -> ApprovalStatus.SUSPENDED;
            case APPROVED ->
                at.isBefore(from)
                        ? ApprovalStatus.NOT_YET
                        : at.isBefore(until) ? ApprovalStatus.ACTIVE : ApprovalStatus.EXPIRED;
        };
    }
}
