package org.portcullis.policy.engine;

import java.util.Deque;
import java.util.List;
import org.ow2.authzforce.core.pdp.api.IndeterminateEvaluationException;
import org.ow2.authzforce.core.pdp.api.expression.Expression;
import org.ow2.authzforce.core.pdp.api.func.BaseFirstOrderFunctionCall.EagerSinglePrimitiveTypeEval;
import org.ow2.authzforce.core.pdp.api.func.FirstOrderFunctionCall;
import org.ow2.authzforce.core.pdp.api.func.SingleParameterTypedFirstOrderFunction;
import org.ow2.authzforce.core.pdp.api.value.BooleanValue;
import org.ow2.authzforce.core.pdp.api.value.Datatype;
import org.ow2.authzforce.core.pdp.api.value.StandardDatatypes;
import org.ow2.authzforce.core.pdp.api.value.StringValue;
import org.ow2.authzforce.xacml.identifiers.XacmlStatusCode;
import org.portcullis.policy.names.NameMatch;

/** A {@link NameMatch} as a function of the engine; a malformed name is an error, never a silent no. */
final class NamePredicate extends SingleParameterTypedFirstOrderFunction<BooleanValue, StringValue> {
    private final NameMatch match;

    NamePredicate(NameMatch match) {
        super(
                match.id(),
                StandardDatatypes.BOOLEAN,
                false,
                List.of(StandardDatatypes.STRING, StandardDatatypes.STRING));
        this.match = match;
    }

    @Override
    public FirstOrderFunctionCall<BooleanValue> newCall(List<Expression<?>> arguments, Datatype<?>... remaining) {
        return new EagerSinglePrimitiveTypeEval<BooleanValue, StringValue>(functionSignature, arguments, remaining) {
            @Override
            protected BooleanValue evaluate(Deque<StringValue> values) throws IndeterminateEvaluationException {
                return holds(
                        values.getFirst().getUnderlyingValue(), values.getLast().getUnderlyingValue());
            }
        };
    }

    private BooleanValue holds(String own, String asked) throws IndeterminateEvaluationException {
        try {
            return BooleanValue.valueOf(match.holds(own, asked));
        } catch (IllegalArgumentException e) {
            throw new IndeterminateEvaluationException(
                    "a malformed name: " + e.getMessage(), XacmlStatusCode.PROCESSING_ERROR.value(), e);
        }
    }
}
