package org.portcullis.policy.engine;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.ow2.authzforce.core.pdp.api.EvaluationContext;
import org.ow2.authzforce.core.pdp.api.IndeterminateEvaluationException;
import org.ow2.authzforce.core.pdp.api.expression.VariableReference;
import org.portcullis.policy.facts.Fact;
import org.portcullis.policy.facts.Facts;
import org.portcullis.policy.trace.Clause;

/** One round of questions about the same facts; variables live as long as the policy that defines them. */
final class Asking {
    private final Facts facts;
    private final Set<Fact> read;
    private final EvaluationContext context;

    private Asking(Facts facts, Set<Fact> read) {
        this.facts = facts;
        this.read = read;
        this.context = new FactsContext(facts, read);
    }

    /** Questions about those of the facts that the policies read. */
    static Asking about(Facts facts, Set<Fact> read) {
        return new Asking(facts, read);
    }

    /** The same questions, with no variables known yet. */
    Asking inPolicy() {
        return new Asking(facts, read);
    }

    Clause ask(TracedClause clause) {
        Map<String, List<String>> actual = new LinkedHashMap<>();
        clause.reads()
                .forEach(fact -> actual.put(
                        ExpressionText.shortName(fact.uri()), facts.values().getOrDefault(fact, List.of())));
        return new Clause(clause.at(), clause.text(), actual, clause.ask(context));
    }

    /** Whether all of these variables have a value: one that fails spoils its policy, used or not. */
    boolean defines(List<VariableReference<?>> variables) {
        try {
            for (VariableReference<?> variable : variables) {
                variable.evaluate(context, Optional.empty());
            }
            return true;
        } catch (IndeterminateEvaluationException | RuntimeException e) {
            return false;
        }
    }
}
