package org.portcullis.policy.explain;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.portcullis.policy.trace.Clause;
import org.portcullis.policy.trace.Part;
import org.portcullis.policy.trace.PolicyTrace;
import org.portcullis.policy.trace.RuleTrace;

/**
 * The permit rule that came nearest to matching, and the fewest clauses, its own and those of the policies around it, that
 * would have to come out otherwise.
 */
public record NearestMiss(RuleTrace rule, List<Clause> missing) {
    /** Copies the list. */
    public NearestMiss {
        missing = List.copyOf(missing);
    }

    /** The nearest of all permit rules that did not match, the first in the file where several are; none if all did. */
    public static Optional<NearestMiss> in(PolicyTrace trace) {
        return candidates(trace, List.of())
                .filter(miss -> !miss.missing().isEmpty())
                .min(Comparator.comparingInt(miss -> miss.missing().size()));
    }

    private static Stream<NearestMiss> candidates(Part part, List<Clause> around) {
        List<Clause> missing = new ArrayList<>(around);
        missing.addAll(part.question().missing());
        if (part instanceof PolicyTrace policy) {
            return policy.parts().stream().flatMap(inner -> candidates(inner, missing));
        }
        RuleTrace rule = (RuleTrace) part;
        return rule.permits() ? Stream.of(new NearestMiss(rule, missing)) : Stream.empty();
    }
}
