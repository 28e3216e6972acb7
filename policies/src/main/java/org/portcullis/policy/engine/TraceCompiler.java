package org.portcullis.policy.engine;

import jakarta.xml.bind.JAXBElement;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import oasis.names.tc.xacml._3_0.core.schema.wd_17.AllOf;
import oasis.names.tc.xacml._3_0.core.schema.wd_17.AnyOf;
import oasis.names.tc.xacml._3_0.core.schema.wd_17.Condition;
import oasis.names.tc.xacml._3_0.core.schema.wd_17.EffectType;
import oasis.names.tc.xacml._3_0.core.schema.wd_17.IdReferenceType;
import oasis.names.tc.xacml._3_0.core.schema.wd_17.Match;
import oasis.names.tc.xacml._3_0.core.schema.wd_17.Policy;
import oasis.names.tc.xacml._3_0.core.schema.wd_17.PolicySet;
import oasis.names.tc.xacml._3_0.core.schema.wd_17.Rule;
import oasis.names.tc.xacml._3_0.core.schema.wd_17.Target;
import oasis.names.tc.xacml._3_0.core.schema.wd_17.VariableDefinition;
import org.jspecify.annotations.Nullable;
import org.ow2.authzforce.core.pdp.api.expression.ExpressionFactory;
import org.ow2.authzforce.core.pdp.api.expression.VariableReference;
import org.ow2.authzforce.core.pdp.impl.MatchEvaluator;
import org.ow2.authzforce.core.pdp.impl.rule.ConditionEvaluators;
import org.portcullis.policy.trace.Part;

/**
 * Takes policies apart: each clause is compiled by itself, with the same functions as in the whole, and joined with its
 * place. Not thread-safe: one per pack.
 */
final class TraceCompiler {
    private final Map<String, Object> policies;
    private final PolicyOutline outline;
    private final ExpressionFactory expressions;
    private final Map<String, TracedPart> compiled = new HashMap<>();

    TraceCompiler(Map<String, Object> policies, PolicyOutline outline, ExpressionFactory expressions) {
        this.policies = policies;
        this.outline = outline;
        this.expressions = expressions;
    }

    /** The policy of that id, with all that it refers to. */
    TracedPart compile(String id) {
        TracedPart known = compiled.get(id);
        if (known != null) {
            return known;
        }
        TracedPart part = new OneFile(outline.placesIn(id))
                .anyPolicy(Optional.ofNullable(policies.get(id)).orElseThrow());
        compiled.put(id, part);
        return part;
    }

    /** Walks through one file, in its order, and through those that it refers to on the way. */
    private final class OneFile {
        private final ElementPlaces.Walk places;

        OneFile(ElementPlaces.Walk places) {
            this.places = places;
        }

        TracedPart anyPolicy(Object policy) {
            return policy instanceof PolicySet set ? policySet(set) : policy((Policy) policy);
        }

        private TracedPart policySet(PolicySet set) {
            Part.Head head = head("PolicySet", Xacml.shortName(set.getPolicySetId()), set.getDescription());
            TracedQuestion question = question(set.getTarget(), null);
            List<TracedPart> parts = set.getPolicySetsAndPoliciesAndPolicySetIdReferences().stream()
                    .map(this::member)
                    .toList();
            boolean firstOnly = set.getPolicyCombiningAlgId().equals(Xacml.POLICIES_FIRST_APPLICABLE);
            return new TracedPart.OfPolicy(head, firstOnly, question, List.of(), parts);
        }

        private TracedPart member(Object member) {
            return member instanceof JAXBElement<?> element && element.getValue() instanceof IdReferenceType reference
                    ? compile(reference.getValue())
                    : anyPolicy(member);
        }

        private TracedPart policy(Policy policy) {
            String name = Xacml.shortName(policy.getPolicyId());
            Part.Head head = head("Policy", name, policy.getDescription());
            TracedQuestion question = question(policy.getTarget(), null);
            List<VariableReference<?>> variables = new ArrayList<>();
            List<TracedPart> rules = new ArrayList<>();
            for (Object member : policy.getCombinerParametersAndRuleCombinerParametersAndVariableDefinitions()) {
                if (member instanceof VariableDefinition variable) {
                    expressions.addVariable(variable, new ArrayDeque<>(), Optional.empty());
                    variables.add(expressions.getVariableExpression(variable.getVariableId()));
                } else if (member instanceof Rule rule) {
                    rules.add(rule(name + "/" + rule.getRuleId(), rule));
                }
            }
            policy.getCombinerParametersAndRuleCombinerParametersAndVariableDefinitions().stream()
                    .filter(VariableDefinition.class::isInstance)
                    .forEach(variable -> expressions.removeVariable(((VariableDefinition) variable).getVariableId()));
            boolean firstOnly = policy.getRuleCombiningAlgId().equals(Xacml.RULES_FIRST_APPLICABLE);
            return new TracedPart.OfPolicy(head, firstOnly, question, variables, rules);
        }

        private TracedPart rule(String name, Rule rule) {
            Part.Head head = head("Rule", name, rule.getDescription());
            MatchedRule match = outline.rules().getOrDefault(name, new MatchedRule(name, List.of()));
            boolean permits = rule.getEffect() == EffectType.PERMIT;
            return new TracedPart.OfRule(head, permits, match, question(rule.getTarget(), rule.getCondition()));
        }

        private Part.Head head(String element, String name, @Nullable String description) {
            String text = description == null ? "" : description.strip().replaceAll("\\s+", " ");
            return new Part.Head(name, text, places.next(element));
        }

        private TracedQuestion question(@Nullable Target target, @Nullable Condition condition) {
            List<List<List<TracedClause>>> choices = target == null
                    ? List.of()
                    : target.getAnyOves().stream().map(this::choice).toList();
            return new TracedQuestion(
                    choices, Stream.ofNullable(condition).map(this::clause).toList());
        }

        private List<List<TracedClause>> choice(AnyOf choice) {
            return choice.getAllOves().stream().map(this::alternative).toList();
        }

        private List<TracedClause> alternative(AllOf all) {
            return all.getMatches().stream().map(this::clause).toList();
        }

        private TracedClause clause(Match match) {
            MatchEvaluator evaluator = new MatchEvaluator(match, expressions, Optional.empty());
            return new TracedClause(
                    places.next("Match"),
                    ExpressionText.of(match),
                    ExpressionText.facts(match.getAttributeDesignator()),
                    evaluator::match);
        }

        private TracedClause clause(Condition condition) {
            var expression = condition.getExpression().getValue();
            return new TracedClause(
                    places.next("Condition"),
                    ExpressionText.of(expression),
                    ExpressionText.facts(expression),
                    ConditionEvaluators.getInstance(condition, expressions, Optional.empty()));
        }
    }
}
