package org.portcullis.pdp.shadow;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** In what an answer of ours and one of the other service differ. */
public enum Difference {
    /** One lets the subject in and the other does not, or they keep it out in different words. */
    DECISION,
    /** Both let it in, as different Unix users. */
    ACCOUNT,
    /** Both let it in, in different Unix groups. */
    GROUP;

    /** Compares what both say; what one of them leaves out is no difference. */
    static Set<Difference> between(Granted ours, Granted theirs) {
        if (!ours.decision().equals(theirs.decision())) {
            return EnumSet.of(DECISION);
        }
        Set<Difference> differences = EnumSet.noneOf(Difference.class);
        if (ours.isPermit()) {
            if (differ(ours.uid(), theirs.uid()) || differ(ours.user(), theirs.user())) {
                differences.add(ACCOUNT);
            }
            boolean bothSayGroups = ours.gid().isPresent() && theirs.gid().isPresent();
            if (differ(ours.gid(), theirs.gid())
                    || (bothSayGroups && !ours.gids().equals(theirs.gids()))) {
                differences.add(GROUP);
            }
        }
        return differences;
    }

    private static boolean differ(Optional<String> one, Optional<String> other) {
        return one.isPresent() && other.isPresent() && !one.equals(other);
    }

    /** The word in files, metrics and reports. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The difference of this word.
     *
     * @throws IllegalArgumentException if there is none
     */
    static Difference of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
