package org.portcullis.policy.engine;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.Deque;
import java.util.List;
import org.ow2.authzforce.core.pdp.api.expression.Expression;
import org.ow2.authzforce.core.pdp.api.func.BaseFirstOrderFunctionCall.EagerSinglePrimitiveTypeEval;
import org.ow2.authzforce.core.pdp.api.func.FirstOrderFunctionCall;
import org.ow2.authzforce.core.pdp.api.func.SingleParameterTypedFirstOrderFunction;
import org.ow2.authzforce.core.pdp.api.func.SingleParameterTypedFirstOrderFunctionSignature;
import org.ow2.authzforce.core.pdp.api.value.BooleanValue;
import org.ow2.authzforce.core.pdp.api.value.Datatype;
import org.ow2.authzforce.core.pdp.api.value.StandardDatatypes;
import org.ow2.authzforce.core.pdp.api.value.StringValue;

/**
 * Whether a whole string fits a pattern in the syntax of RE2, which takes time in proportion to the string whatever the
 * pattern. The pattern is a literal and is compiled with the policy.
 */
final class FullMatch extends SingleParameterTypedFirstOrderFunction<BooleanValue, StringValue> {
    FullMatch() {
        super(
                Xacml.FULL_MATCH,
                StandardDatatypes.BOOLEAN,
                false,
                List.of(StandardDatatypes.STRING, StandardDatatypes.STRING));
    }

    @Override
    public FirstOrderFunctionCall<BooleanValue> newCall(List<Expression<?>> arguments, Datatype<?>... remaining) {
        return new Call(functionSignature, arguments, remaining, compile(arguments));
    }

    private static Pattern compile(List<Expression<?>> arguments) {
        String pattern = arguments.stream()
                .findFirst()
                .flatMap(Expression::getValue)
                .filter(StringValue.class::isInstance)
                .map(value -> ((StringValue) value).getUnderlyingValue())
                .orElseThrow(() -> new IllegalArgumentException("the pattern of a full-match must be a literal"));
        try {
            return Pattern.compile(pattern);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException("not a pattern: " + e.getMessage(), e);
        }
    }

    private static final class Call extends EagerSinglePrimitiveTypeEval<BooleanValue, StringValue> {
        private final Pattern pattern;

        Call(
                SingleParameterTypedFirstOrderFunctionSignature<BooleanValue, StringValue> signature,
                List<Expression<?>> arguments,
                Datatype<?>[] remaining,
                Pattern pattern) {
            super(signature, arguments, remaining);
            this.pattern = pattern;
        }

        @Override
        protected BooleanValue evaluate(Deque<StringValue> arguments) {
            return BooleanValue.valueOf(pattern.matches(arguments.getLast().getUnderlyingValue()));
        }
    }
}
