package org.portcullis.load.crowd;

import java.util.List;
import org.portcullis.profile.VoName;

/**
 * Who is asked about: so many users of each VO, members of {@code permitted} VOs where a Permit is wanted and of the
 * {@code denied} one where not; a share {@code hot} of the questions is about the few same users, the rest about all others
 * in turn. The seed decides the order, so that two runs with the same plan ask the same.
 */
public record CrowdPlan(List<VoName> permitted, VoName denied, int users, Mix mix, double hot, long seed) {
    private static final int MAX_USERS = 100_000;
    private static final int COLD_PER_HOT = 100;

    /** Copies the list and refuses crowds of nobody. */
    public CrowdPlan {
        permitted = List.copyOf(permitted);
        if (permitted.isEmpty() || users < 1 || users > MAX_USERS) {
            throw new IllegalArgumentException("a crowd has at least one VO, and 1 to " + MAX_USERS + " users of each");
        }
        if (!(hot >= 0 && hot <= 1)) {
            throw new IllegalArgumentException("the share of hot questions is from 0 to 1");
        }
    }

    /** How many of the users are the few: one of a hundred, at least one. */
    int hotUsers() {
        return Math.max(1, users / COLD_PER_HOT);
    }
}
