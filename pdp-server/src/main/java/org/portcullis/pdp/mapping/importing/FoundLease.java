package org.portcullis.pdp.mapping.importing;

import java.time.Instant;
import org.portcullis.pdp.mapping.Lease;
import org.portcullis.pdp.mapping.LeaseKey;
import org.portcullis.pdp.mapping.LinkName;
import org.portcullis.pdp.mapping.Pool;
import org.portcullis.policy.source.Position;

/** An account that somebody holds at another service: who, in which primary group, and when it was used last. */
record FoundLease(Position at, LinkName person, String primaryGroup, String account, Instant usedAt) {
    /** What it is called in a report. */
    String construct() {
        return "lease of `" + account + "`";
    }

    /** The pool that the account is of. */
    Pool pool() {
        return new Pool(account.replaceFirst("[0-9]+$", ""));
    }

    /** The lease as it is kept until its holder comes. */
    Lease lease() {
        return new Lease(new LeaseKey(pool(), person.holder(), primaryGroup), account, usedAt);
    }
}
