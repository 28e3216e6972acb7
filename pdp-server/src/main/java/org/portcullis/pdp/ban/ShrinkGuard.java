package org.portcullis.pdp.ban;

import java.util.Optional;

/** Tells an edited ban file from a damaged one by what it lost since it was last good. */
final class ShrinkGuard {
    /** So many bans may always go, one in ten of more, and never more than the most. */
    private static final int ALWAYS = 2;

    private static final int MOST = 20;
    private static final int ONE_IN = 10;

    private ShrinkGuard() {}

    /** What looks like damage, in words, if anything does. */
    static Optional<String> suspicion(BanIndex before, BanIndex after) {
        int old = before.entries().size();
        int now = after.entries().size();
        int lost = 0;
        for (BanEntry entry : before.entries()) {
            lost += after.contains(entry.ban()) ? 0 : 1;
        }
        if (lost == 0) {
            return Optional.empty();
        }
        boolean many = lost > MOST || (lost > ALWAYS && (long) lost * ONE_IN > old);
        boolean replaced = now > old - lost;
        return now == 0 || many || replaced
                ? Optional.of("lost " + lost + " of " + old + " bans" + (replaced ? " to others" : ""))
                : Optional.empty();
    }
}
