package org.portcullis.policy.engine;

import java.util.ArrayList;
import java.util.List;
import org.ow2.authzforce.core.pdp.api.expression.VariableReference;
import org.portcullis.policy.trace.Outcome;
import org.portcullis.policy.trace.Part;
import org.portcullis.policy.trace.PolicyTrace;
import org.portcullis.policy.trace.Question;
import org.portcullis.policy.trace.RuleTrace;
import org.portcullis.policy.trace.Said;

/** A rule or policy whose clauses can be asked one by one. */
sealed interface TracedPart {
    /** A rule, compiled; {@code match} also tells why it denies. */
    record OfRule(Part.Head head, boolean permits, MatchedRule match, TracedQuestion question) implements TracedPart {
        @Override
        public RuleTrace trace(Asking asking, boolean asked) {
            return new RuleTrace(head, permits, match.reasons(), question.ask(asking), asked);
        }
    }

    /** A policy or policy set, compiled; with {@code firstOnly} the first part that applies decides. */
    record OfPolicy(
            Part.Head head,
            boolean firstOnly,
            TracedQuestion question,
            List<VariableReference<?>> variables,
            List<TracedPart> parts)
            implements TracedPart {
        public OfPolicy {
            variables = List.copyOf(variables);
            parts = List.copyOf(parts);
        }

        @Override
        public PolicyTrace trace(Asking outer, boolean asked) {
            Asking asking = outer.inPolicy();
            Question asks = question.ask(asking);
            boolean within = asked && asks.outcome() != Outcome.NOT_MATCHED && asks.outcome() != Outcome.NOT_ASKED;
            if (within && !asking.defines(variables)) {
                return new PolicyTrace(
                        head, combining(), asks, trace(asking, parts, false), asked, Said.ERROR_FOR_BOTH);
            }
            List<Part> traced = firstOnly ? traceFirst(asking, within) : trace(asking, parts, within);
            Said combined = within ? combine(traced) : Said.NOT_APPLICABLE;
            Said said = asks.outcome() == Outcome.ERROR ? combined.withoutTarget() : combined;
            return new PolicyTrace(head, combining(), asks, traced, asked, said);
        }

        private String combining() {
            return firstOnly ? "first-applicable" : "deny-overrides";
        }

        private static List<Part> trace(Asking asking, List<TracedPart> parts, boolean asked) {
            return parts.stream().map(part -> part.trace(asking, asked)).toList();
        }

        private List<Part> traceFirst(Asking asking, boolean within) {
            List<Part> traced = new ArrayList<>();
            boolean open = within;
            for (TracedPart part : parts) {
                Part said = part.trace(asking, open);
                traced.add(said);
                open = open && said.said() == Said.NOT_APPLICABLE;
            }
            return traced;
        }

        private Said combine(List<Part> traced) {
            List<Said> said = traced.stream().map(Part::said).toList();
            return firstOnly
                    ? said.stream()
                            .filter(one -> one != Said.NOT_APPLICABLE)
                            .findFirst()
                            .orElse(Said.NOT_APPLICABLE)
                    : Said.denyOverrides(said);
        }
    }

    /** Asks every clause, even those that do not matter; {@code asked} says whether the engine would have come here. */
    Part trace(Asking asking, boolean asked);
}
