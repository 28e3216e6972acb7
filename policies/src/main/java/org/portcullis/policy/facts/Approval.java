package org.portcullis.policy.facts;

import java.time.Instant;

/** The site's approval of a VO's multi-user pilot jobs: in force for a time, when its state is {@link State#APPROVED}. */
public record Approval(State state, Validity validity) {
    /** No approval on record. */
    public static final Approval NONE = new Approval(State.NONE, Validity.ALWAYS);

    /** What the site has decided. */
    public enum State {
        NONE,
        APPROVED,
        PENDING,
        SUSPENDED
    }

    /** How this approval stands at that moment. */
    public ApprovalStatus statusAt(Instant at) {
        return switch (state) {
            case NONE -> ApprovalStatus.MISSING;
            case PENDING -> ApprovalStatus.PENDING;
            case SUSPENDED -> ApprovalStatus.SUSPENDED;
            case APPROVED ->
                at.isBefore(validity.from())
                        ? ApprovalStatus.NOT_YET
                        : validity.includes(at) ? ApprovalStatus.ACTIVE : ApprovalStatus.EXPIRED;
        };
    }
}
