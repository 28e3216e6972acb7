package org.portcullis.policy.engine;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import oasis.names.tc.xacml._3_0.core.schema.wd_17.Policy;
import oasis.names.tc.xacml._3_0.core.schema.wd_17.PolicySet;
import org.ow2.authzforce.core.pdp.api.expression.ExpressionFactory;
import org.ow2.authzforce.core.pdp.api.policy.BaseStaticPolicyProvider;
import org.ow2.authzforce.core.pdp.api.policy.PolicyVersionPatterns;
import org.ow2.authzforce.core.pdp.api.policy.StaticTopLevelPolicyElementEvaluator;
import org.ow2.authzforce.core.pdp.api.value.StandardAttributeValueFactories;
import org.ow2.authzforce.core.pdp.impl.expression.DepthLimitingExpressionFactory;
import org.ow2.authzforce.core.pdp.impl.policy.PolicyEvaluators;

/** The policies of one pack, each compiled when it is first asked for. Filled at load, only read afterwards. */
final class PolicyTable extends BaseStaticPolicyProvider {
    private static final int MAX_EXPRESSION_DEPTH = 10;

    private final Map<String, Object> sources;
    private final Map<String, StaticTopLevelPolicyElementEvaluator> compiled = new HashMap<>();
    private final ExpressionFactory expressions;

    /** Takes what was read from the files, by policy id. */
    PolicyTable(Map<String, Object> sources, EvaluationBudget budget) {
        super(ReferenceCheck.MAX_DEPTH);
        this.sources = Map.copyOf(sources);
        this.expressions = new DepthLimitingExpressionFactory(
                StandardAttributeValueFactories.getRegistry(false, Optional.empty()),
                Functions.within(budget),
                MAX_EXPRESSION_DEPTH,
                false,
                false,
                Optional.empty());
    }

    /** The id of a policy or policy set as read from a file. */
    static String id(Object policy) {
        return policy instanceof PolicySet set ? set.getPolicySetId() : ((Policy) policy).getPolicyId();
    }

    /** What expressions are compiled with. */
    ExpressionFactory expressions() {
        return expressions;
    }

    /** That policy and all that it refers to, compiled unless that is done. */
    StaticTopLevelPolicyElementEvaluator compile(String id) {
        return sources.get(id) instanceof PolicySet
                ? getPolicySet(id, Optional.empty(), new ArrayDeque<>())
                : getPolicy(id, Optional.empty());
    }

    @Override
    protected StaticTopLevelPolicyElementEvaluator getPolicy(String id, Optional<PolicyVersionPatterns> version) {
        if (!(sources.get(id) instanceof Policy policy)) {
            throw new IllegalArgumentException("there is no Policy " + id + " in the pack");
        }
        return compiled.computeIfAbsent(
                id,
                key -> PolicyEvaluators.getInstance(
                        policy, expressions, CombiningAlgorithms.REGISTRY, Optional.empty(), Map.of()));
    }

    @Override
    protected StaticTopLevelPolicyElementEvaluator getPolicySet(
            String id, Optional<PolicyVersionPatterns> version, Deque<String> referrers) {
        if (!(sources.get(id) instanceof PolicySet set)) {
            throw new IllegalArgumentException("there is no PolicySet " + id + " in the pack");
        }
        StaticTopLevelPolicyElementEvaluator known = compiled.get(id);
        if (known != null) {
            return known;
        }
        StaticTopLevelPolicyElementEvaluator evaluator = PolicyEvaluators.getInstanceStatic(
                set, expressions, CombiningAlgorithms.REGISTRY, this, referrers, Optional.empty(), Map.of());
        compiled.put(id, evaluator);
        return evaluator;
    }

    @Override
    public void close() {
        compiled.clear();
    }
}
