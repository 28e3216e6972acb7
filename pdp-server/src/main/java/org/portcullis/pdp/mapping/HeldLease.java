package org.portcullis.pdp.mapping;

import java.time.Instant;

/** A lease as the store has it: when it was last asked for, to within a minute, and whether it is frozen. */
public record HeldLease(Lease lease, Instant lastUsedAt, boolean frozen) {}
