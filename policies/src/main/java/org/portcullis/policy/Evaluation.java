package org.portcullis.policy;

import java.util.List;
import org.portcullis.profile.Decision;
import org.portcullis.profile.ReasonCode;

/**
 * What a pack said, and why: the rule that decided ({@code policy/rule}; empty if none did) and the reason codes of every
 * deny rule that matched, the deciding one first.
 */
public record Evaluation(Decision decision, String rule, List<ReasonCode> denyReasons) {
    /** Copies the list. */
    public Evaluation {
        denyReasons = List.copyOf(denyReasons);
    }
}
