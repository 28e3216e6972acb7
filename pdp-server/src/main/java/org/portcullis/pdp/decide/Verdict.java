package org.portcullis.pdp.decide;

import java.util.List;
import org.portcullis.profile.Decision;
import org.portcullis.profile.ReasonCode;

/**
 * What a snapshot decided, and why: the pack's rule or the selector of the ban that did it (either may be empty; a ban whose
 * time is over shows as {@code expired} and its selector), and the reasons of every deny rule or ban that matched.
 */
public record Verdict(Decision decision, String rule, String ban, List<ReasonCode> denyReasons) {
    /** Copies the list. */
    public Verdict {
        denyReasons = List.copyOf(denyReasons);
    }

    /** A Deny that no rule of the pack had to be asked for; the first of its reasons decided. */
    static Verdict deny(List<ReasonCode> reasons, String ban) {
        return new Verdict(new Decision.Deny(reasons.get(0)), "", ban, reasons);
    }

    /** The same verdict, with a note on a ban that would have changed it. */
    Verdict noting(String other) {
        return new Verdict(decision, rule, other, denyReasons);
    }
}
