package org.portcullis.pdp.ban;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Tells an edited ban file from a damaged one by what it lost since it was last good. */
final class ShrinkGuard {
    /** So many bans may always go, one in ten of more, and never more than the most. */
    private static final int ALWAYS = 2;

    private static final int MOST = 20;
    private static final int ONE_IN = 10;

    private ShrinkGuard() {}

    /** What looks like damage, in words, if anything does. */
    static Optional<String> suspicion(List<BanEntry> before, List<BanEntry> after) {
        Set<Ban> old = bans(before);
        Set<Ban> lost = new HashSet<>(old);
        lost.removeAll(bans(after));
        if (lost.isEmpty()) {
            return Optional.empty();
        }
        boolean many = lost.size() > MOST || (lost.size() > ALWAYS && lost.size() * ONE_IN > old.size());
        boolean replaced = bans(after).size() > old.size() - lost.size();
        return after.isEmpty() || many || replaced
                ? Optional.of("lost " + lost.size() + " of " + old.size() + " bans" + (replaced ? " to others" : ""))
                : Optional.empty();
    }

    private static Set<Ban> bans(List<BanEntry> entries) {
        return entries.stream().map(BanEntry::ban).collect(Collectors.toSet());
    }
}
