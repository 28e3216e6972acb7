package org.portcullis.policy.trace;

import java.util.List;
import java.util.stream.Stream;

/**
 * What one policy or policy set, and every part of it in the order of the file, said of a request; {@code combining} is
 * how it makes one decision of many, {@code deny-overrides} or {@code first-applicable}.
 */
public record PolicyTrace(Head head, String combining, Question question, List<Part> parts, boolean asked, Said said)
        implements Part {
    /** Copies the list. */
    public PolicyTrace {
        parts = List.copyOf(parts);
    }

    /** Every rule in it, in order. */
    public List<RuleTrace> rules() {
        return parts.stream().flatMap(PolicyTrace::rulesOf).toList();
    }

    /** The rules that made it say what it said, in order; none unless that is Permit or Deny. */
    public List<RuleTrace> deciding() {
        return said == Said.PERMIT || said == Said.DENY
                ? parts.stream()
                        .filter(part -> part.asked() && part.said() == said)
                        .flatMap(PolicyTrace::decidingOf)
                        .toList()
                : List.of();
    }

    private static Stream<RuleTrace> rulesOf(Part part) {
        return part instanceof PolicyTrace policy ? policy.rules().stream() : Stream.of((RuleTrace) part);
    }

    private static Stream<RuleTrace> decidingOf(Part part) {
        return part instanceof PolicyTrace policy ? policy.deciding().stream() : Stream.of((RuleTrace) part);
    }
}
