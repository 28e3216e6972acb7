package org.portcullis.policy.engine;

import java.util.List;
import java.util.Optional;
import org.ow2.authzforce.core.pdp.api.EvaluationContext;
import org.ow2.authzforce.core.pdp.api.IndeterminateEvaluationException;
import org.ow2.authzforce.core.pdp.api.expression.Expression;
import org.ow2.authzforce.core.pdp.api.func.FirstOrderFunction;
import org.ow2.authzforce.core.pdp.api.func.FirstOrderFunctionCall;
import org.ow2.authzforce.core.pdp.api.value.AttributeValue;
import org.ow2.authzforce.core.pdp.api.value.BagDatatype;
import org.ow2.authzforce.core.pdp.api.value.Datatype;
import org.ow2.authzforce.core.pdp.api.value.Value;

/** A function each application of which is charged to the budget of the decision before it is made. */
final class MeteredFunction<R extends Value> extends FirstOrderFunction<R> {
    private final FirstOrderFunction<R> function;
    private final EvaluationBudget budget;
    private final boolean readsBags;

    MeteredFunction(FirstOrderFunction<R> function, EvaluationBudget budget) {
        super(function.getId());
        this.function = function;
        this.budget = budget;
        this.readsBags = function.getParameterTypes().stream().anyMatch(BagDatatype.class::isInstance);
    }

    @Override
    public Datatype<R> getReturnType() {
        return function.getReturnType();
    }

    @Override
    public List<? extends Datatype<?>> getParameterTypes() {
        return function.getParameterTypes();
    }

    @Override
    public FirstOrderFunctionCall<R> newCall(List<Expression<?>> arguments, Datatype<?>... remaining) {
        return new MeteredCall<>(function.newCall(arguments, remaining), budget, readsBags);
    }

    private record MeteredCall<R extends Value>(
            FirstOrderFunctionCall<R> call, EvaluationBudget budget, boolean readsBags)
            implements FirstOrderFunctionCall<R> {
        @Override
        public Datatype<R> getReturnType() {
            return call.getReturnType();
        }

        @Override
        public R evaluate(EvaluationContext context, Optional<EvaluationContext> multiple)
                throws IndeterminateEvaluationException {
            budget.charge(context, readsBags);
            return call.evaluate(context, multiple);
        }

        @Override
        public R evaluate(EvaluationContext context, Optional<EvaluationContext> multiple, AttributeValue... remaining)
                throws IndeterminateEvaluationException {
            budget.charge(context, readsBags);
            return call.evaluate(context, multiple, remaining);
        }

        @Override
        public R evaluate(
                EvaluationContext context,
                Optional<EvaluationContext> multiple,
                boolean checked,
                AttributeValue... remaining)
                throws IndeterminateEvaluationException {
            budget.charge(context, readsBags);
            return call.evaluate(context, multiple, checked, remaining);
        }
    }
}
