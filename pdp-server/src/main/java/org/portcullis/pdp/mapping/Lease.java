package org.portcullis.pdp.mapping;

import java.time.Instant;

/** A pool account held for one key. */
public record Lease(LeaseKey key, String account, Instant grantedAt) {
    /** The account is one of the key's pool. */
    public Lease {
        if (!key.pool().owns(account)) {
            throw new IllegalArgumentException(
                    "account " + Problems.quote(account) + " is not one of pool `" + key.pool() + "`");
        }
    }
}
