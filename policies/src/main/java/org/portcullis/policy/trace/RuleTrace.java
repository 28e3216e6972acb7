package org.portcullis.policy.trace;

import java.util.List;
import org.portcullis.profile.ReasonCode;

/** What one rule, named {@code policy/rule}, said of a request; {@code reasons} is why it denies, if it does. */
public record RuleTrace(Head head, boolean permits, List<ReasonCode> reasons, Question question, boolean asked)
        implements Part {
    /** Copies the list. */
    public RuleTrace {
        reasons = List.copyOf(reasons);
    }

    @Override
    public Said said() {
        return Said.ofRule(permits, outcome());
    }
}
