package org.portcullis.pdp.decide;

import java.util.List;
import org.portcullis.profile.Decision;
import org.portcullis.profile.ReasonCode;

/**
 * What a snapshot decided, and why: the pack's rule or the selector of the ban that did it (either may be empty), and the
 * reasons of every deny rule that matched.
 */
public record Verdict(Decision decision, String rule, String ban, List<ReasonCode> denyReasons) {
    /** Copies the list. */
    public Verdict {
        denyReasons = List.copyOf(denyReasons);
    }

    /** A Deny that no rule of the pack had to be asked for. */
    static Verdict deny(ReasonCode reason, String ban) {
        return new Verdict(new Decision.Deny(reason), "", ban, List.of(reason));
    }
}
