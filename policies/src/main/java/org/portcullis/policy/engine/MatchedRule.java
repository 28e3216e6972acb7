package org.portcullis.policy.engine;

import java.util.List;
import org.portcullis.profile.ReasonCode;

/** A rule that had its say: its name as {@code policy/rule}, and, if it denies, its one reason. */
public record MatchedRule(String name, List<ReasonCode> reasons) {
    /** Copies the list. */
    public MatchedRule {
        reasons = List.copyOf(reasons);
    }
}
