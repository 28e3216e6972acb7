package org.portcullis.policy.engine;

import java.util.List;
import java.util.Optional;
import org.ow2.authzforce.core.pdp.api.EvaluationContext;
import org.ow2.authzforce.core.pdp.api.IndeterminateEvaluationException;
import org.ow2.authzforce.core.pdp.impl.BooleanEvaluator;
import org.portcullis.policy.facts.Fact;
import org.portcullis.policy.source.Position;
import org.portcullis.policy.trace.Outcome;

/** One comparison of a policy, compiled so that it can be asked by itself. */
record TracedClause(Position at, String text, List<Fact> reads, BooleanEvaluator evaluator) {
    TracedClause {
        reads = List.copyOf(reads);
    }

    Outcome ask(EvaluationContext context) {
        try {
            return evaluator.evaluate(context, Optional.empty()) ? Outcome.MATCHED : Outcome.NOT_MATCHED;
        } catch (IndeterminateEvaluationException | RuntimeException e) {
            return Outcome.ERROR;
        }
    }
}
