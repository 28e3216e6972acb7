package org.portcullis.policy.engine;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.ow2.authzforce.core.pdp.api.func.FirstOrderFunction;
import org.ow2.authzforce.core.pdp.api.func.Function;
import org.ow2.authzforce.core.pdp.api.value.StandardAttributeValueFactories;
import org.ow2.authzforce.core.pdp.impl.func.FunctionRegistry;
import org.ow2.authzforce.core.pdp.impl.func.ImmutableFunctionRegistry;
import org.ow2.authzforce.core.pdp.impl.func.StandardFunction;
import org.portcullis.policy.names.NameMatch;
import org.portcullis.policy.names.NamePart;

/** The functions that policies may call: those of XACML 3.0 without XPath, and ours; each counts what it costs. */
final class Functions {
    private Functions() {}

    /** All functions, each application of which is charged to that budget. */
    static FunctionRegistry within(EvaluationBudget budget) {
        FunctionRegistry standard = StandardFunction.getRegistry(false, StandardAttributeValueFactories.MEDIUM_INTEGER);
        Set<Function<?>> all = new HashSet<>(standard.getNonGenericFunctions());
        Arrays.stream(NameMatch.values()).map(NamePredicate::new).forEach(all::add);
        all.add(new FullMatch());
        Arrays.stream(NamePart.values()).map(NamePartFunction::new).forEach(all::add);
        return new ImmutableFunctionRegistry(
                all.stream().map(function -> metered(function, budget)).collect(Collectors.toSet()),
                standard.getGenericFunctionFactories());
    }

    /** Functions of functions are not counted themselves: what they do is to call those that are. */
    private static Function<?> metered(Function<?> function, EvaluationBudget budget) {
        return function instanceof FirstOrderFunction<?> first ? new MeteredFunction<>(first, budget) : function;
    }
}
