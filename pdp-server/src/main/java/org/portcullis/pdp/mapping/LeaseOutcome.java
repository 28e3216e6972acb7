package org.portcullis.pdp.mapping;

/** What became of the wish for a pool account. */
public sealed interface LeaseOutcome {
    /** The key holds this lease, old or new, and it is on disk. */
    record Held(Lease lease) implements LeaseOutcome {}

    /** Every account of the pool is held by somebody else. */
    record Exhausted() implements LeaseOutcome {}
}
