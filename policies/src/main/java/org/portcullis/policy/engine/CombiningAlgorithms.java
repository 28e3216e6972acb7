package org.portcullis.policy.engine;

import java.util.HashSet;
import java.util.Set;
import org.ow2.authzforce.core.pdp.api.combining.CombiningAlg;
import org.ow2.authzforce.core.pdp.api.combining.CombiningAlgRegistry;
import org.ow2.authzforce.core.pdp.api.policy.PolicyEvaluator;
import org.ow2.authzforce.core.pdp.impl.combining.ImmutableCombiningAlgRegistry;
import org.ow2.authzforce.core.pdp.impl.combining.StandardCombiningAlgorithm;
import org.ow2.authzforce.core.pdp.impl.rule.RuleEvaluator;

/** The ways in which policies of a pack may combine what their parts say. */
final class CombiningAlgorithms {
    /** Deny-overrides in our exhaustive form, and the engine's first-applicable. */
    static final CombiningAlgRegistry REGISTRY = registry();

    private CombiningAlgorithms() {}

    private static CombiningAlgRegistry registry() {
        CombiningAlgRegistry standard = StandardCombiningAlgorithm.REGISTRY;
        Set<CombiningAlg<?>> algorithms = new HashSet<>();
        algorithms.add(standard.getAlgorithm(Xacml.RULES_FIRST_APPLICABLE, RuleEvaluator.class));
        algorithms.add(standard.getAlgorithm(Xacml.POLICIES_FIRST_APPLICABLE, PolicyEvaluator.class));
        Xacml.RULES_DENY_OVERRIDES.forEach(
                id -> algorithms.add(new ExhaustiveDenyOverrides<>(id, RuleEvaluator.class)));
        Xacml.POLICIES_DENY_OVERRIDES.forEach(
                id -> algorithms.add(new ExhaustiveDenyOverrides<>(id, PolicyEvaluator.class)));
        return new ImmutableCombiningAlgRegistry(algorithms);
    }
}
