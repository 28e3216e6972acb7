package org.portcullis.policy;

import java.util.List;
import org.portcullis.policy.facts.Terms;
import org.portcullis.profile.Decision;
import org.portcullis.profile.ReasonCode;

/**
 * What a pack said, and why: the rule that decided ({@code policy/rule}; empty if none did) the reason codes of every
 * deny rule that matched, the deciding one first; and the terms that apply if it is a Permit.
 */
public record Evaluation(Decision decision, String rule, List<ReasonCode> denyReasons, Terms terms) {
    /** Copies the list. */
    public Evaluation {
        denyReasons = List.copyOf(denyReasons);
    }
}
