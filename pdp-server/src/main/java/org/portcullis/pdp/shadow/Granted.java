package org.portcullis.pdp.shadow;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What an answer gives: a decision in the words of XACML or {@code Refused}, and what it says of an account. */
record Granted(String decision, Optional<String> user, Optional<String> uid, Optional<String> gid, Set<String> gids) {
    static final String PERMIT = "Permit";

    /** Sorts the secondary groups; the primary one is not among them, though some services repeat it there. */
    Granted {
        Set<String> others = new TreeSet<>(gids);
        gid.ifPresent(others::remove);
        gids = others;
    }

    /** A decision without an account. */
    static Granted only(String decision) {
        return new Granted(decision, Optional.empty(), Optional.empty(), Optional.empty(), Set.of());
    }

    boolean isPermit() {
        return decision.equals(PERMIT);
    }

    /** In one line: the decision, the user, and the numbers that there are. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(decision);
        user.ifPresent(name -> text.append(" user=").append(name));
        uid.ifPresent(id -> text.append(" uid=").append(id));
        gid.ifPresent(id -> text.append(" gid=").append(id));
        if (!gids.isEmpty()) {
            text.append(" gids=").append(String.join(",", gids));
        }
        return text.toString();
    }
}
