package org.portcullis.policy.engine;

import java.util.Deque;
import java.util.List;
import org.ow2.authzforce.core.pdp.api.IndeterminateEvaluationException;
import org.ow2.authzforce.core.pdp.api.expression.Expression;
import org.ow2.authzforce.core.pdp.api.func.BaseFirstOrderFunctionCall.EagerSinglePrimitiveTypeEval;
import org.ow2.authzforce.core.pdp.api.func.FirstOrderFunctionCall;
import org.ow2.authzforce.core.pdp.api.func.SingleParameterTypedFirstOrderFunction;
import org.ow2.authzforce.core.pdp.api.value.Datatype;
import org.ow2.authzforce.core.pdp.api.value.StandardDatatypes;
import org.ow2.authzforce.core.pdp.api.value.StringValue;
import org.ow2.authzforce.xacml.identifiers.XacmlStatusCode;
import org.portcullis.policy.names.NamePart;

/** A {@link NamePart} as a function of the engine; a malformed FQAN is an error. */
final class NamePartFunction extends SingleParameterTypedFirstOrderFunction<StringValue, StringValue> {
    private final NamePart part;

    NamePartFunction(NamePart part) {
        super(part.id(), StandardDatatypes.STRING, false, List.of(StandardDatatypes.STRING));
        this.part = part;
    }

    @Override
    public FirstOrderFunctionCall<StringValue> newCall(List<Expression<?>> arguments, Datatype<?>... remaining) {
        return new EagerSinglePrimitiveTypeEval<StringValue, StringValue>(functionSignature, arguments, remaining) {
            @Override
            protected StringValue evaluate(Deque<StringValue> values) throws IndeterminateEvaluationException {
                return part(values.getFirst().getUnderlyingValue());
            }
        };
    }

    private StringValue part(String fqan) throws IndeterminateEvaluationException {
        try {
            return new StringValue(part.of(fqan));
        } catch (IllegalArgumentException e) {
            throw new IndeterminateEvaluationException(
                    "a malformed FQAN: " + e.getMessage(), XacmlStatusCode.PROCESSING_ERROR.value(), e);
        }
    }
}
