package org.portcullis.pdp.mapping;

import java.util.Set;
import org.portcullis.profile.Obligation;

/** Which accounts are never handed out: those with smaller ids than these, and those named. */
public record AccountLimits(long minUid, long minGid, Set<String> forbidden) {
    /** Copies the set; the floors are at least 1, so that root is always below them. */
    public AccountLimits {
        forbidden = Set.copyOf(forbidden);
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

    /** Whether the user may be handed out at all. */
    boolean allows(AccountTable.User user) {
        return allowsUid(user.uid()) && allowsGid(user.gid()) && !forbidden.contains(user.name());
    }
}
