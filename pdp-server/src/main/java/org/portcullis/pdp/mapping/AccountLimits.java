package org.portcullis.pdp.mapping;

import java.util.Set;
import org.portcullis.profile.Obligation;
import org.portcullis.profile.Subject;

/**
 * Which accounts are never handed out: those with smaller ids than these, and those named; and those of
 * {@code verifiedOnly} pools to nobody whose name and VO are the word of the PEP alone.
 */
public record AccountLimits(long minUid, long minGid, Set<String> forbidden, Set<Pool> verifiedOnly) {
    /** With pools that are for everybody. */
    public AccountLimits(long minUid, long minGid, Set<String> forbidden) {
        this(minUid, minGid, forbidden, Set.of());
    }

    /** Copies the sets; the floors are at least 1, so that root is always below them. */
    public AccountLimits {
        forbidden = Set.copyOf(forbidden);
        verifiedOnly = Set.copyOf(verifiedOnly);
        if (minUid < 1 || minGid < 1) {
            throw new IllegalArgumentException("min-uid and min-gid must be at least 1");
        }
    }

    /** Whether the uid is neither below the floor nor larger than a PEP can be told. */
    boolean allowsUid(long uid) {
        return uid >= minUid && uid <= Obligation.MAX_UNIX_ID;
    }

    /** Whether the gid is neither below the floor nor larger than a PEP can be told. */
    boolean allowsGid(long gid) {
        return gid >= minGid && gid <= Obligation.MAX_UNIX_ID;
    }

    /** Whether accounts of the pool may be handed out to this subject. */
    boolean allows(Pool pool, Subject subject) {
        return !verifiedOnly.contains(pool) || subject.isVerified();
    }

    /** Whether the user may be handed out at all. */
    boolean allows(AccountTable.User user) {
        return allowsUid(user.uid()) && allowsGid(user.gid()) && !forbidden.contains(user.name());
    }
}
