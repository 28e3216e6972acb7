package org.portcullis.policy.engine;

import java.util.List;
import org.portcullis.profile.Decision;

/** What the policies decided, and every matching rule of that effect, the deciding one first. */
public record Verdict(Decision decision, List<MatchedRule> rules) {
    /** Copies the list. */
    public Verdict {
        rules = List.copyOf(rules);
    }
}
