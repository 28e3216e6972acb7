package org.portcullis.policy.facts;

import java.time.Instant;

/**
 * What is on record of a VO's pilot framework: whether the VO attests that every job can be traced to its owner, and for
 * how long the review of that holds.
 */
public record Framework(boolean attested, Validity review) {
    /** Whether the attestation can be relied on at that moment. */
    boolean isTraceableAt(Instant at) {
        return attested && review.includes(at);
    }
}
