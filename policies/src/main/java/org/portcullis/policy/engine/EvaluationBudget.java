package org.portcullis.policy.engine;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ow2.authzforce.core.pdp.api.AttributeFqn;
import org.ow2.authzforce.core.pdp.api.EvaluationContext;
import org.ow2.authzforce.core.pdp.api.IndeterminateEvaluationException;
import org.ow2.authzforce.core.pdp.api.value.AttributeBag;
import org.ow2.authzforce.xacml.identifiers.XacmlStatusCode;

/**
 * How much one decision may cost, counted in applications of functions and not in time, so that a request that is too
 * dear is so on every machine. A function that reads whole bags counts as often as the longest bag of the request is long.
 * What a decision has spent stands in its own context. Thread-safe.
 *
 * @param applications the most that one decision may make
 */
record EvaluationBudget(int applications) {
    private static final String KEY = "urn:portcullis:spent";

    /** Sixteen values for each of the most matches and calls that a pack may have. */
    static final EvaluationBudget STANDARD = new EvaluationBudget(200_000);

    /** What one decision has spent so far. */
    private static final class Spent {
        private final int longestBag;
        private long applications;

        Spent(int longestBag) {
            this.longestBag = longestBag;
        }
    }

    /** Counts one application of a function; constants, which are computed at load, have no decision to charge. */
    void charge(@Nullable EvaluationContext context, boolean readsBags) throws IndeterminateEvaluationException {
        if (context == null) {
            return;
        }
        Spent spent = spentSoFar(context);
        spent.applications += readsBags ? spent.longestBag : 1;
        if (spent.applications > applications) {
            throw new IndeterminateEvaluationException(
                    "the decision costs more than " + applications + " applications of functions",
                    XacmlStatusCode.PROCESSING_ERROR.value());
        }
    }

    private static Spent spentSoFar(EvaluationContext context) {
        if (context.getOther(KEY) instanceof Spent spent) {
            return spent;
        }
        Spent nothing = new Spent(longestBag(context));
        context.putOther(KEY, nothing);
        return nothing;
    }

    private static int longestBag(EvaluationContext context) {
        int longest = 1;
        for (var attributes = context.getNamedAttributes(); attributes.hasNext(); ) {
            Map.Entry<AttributeFqn, AttributeBag<?>> attribute = attributes.next();
            longest = Math.max(longest, attribute.getValue().size());
        }
        return longest;
    }
}
