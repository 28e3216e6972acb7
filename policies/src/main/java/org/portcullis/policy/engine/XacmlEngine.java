package org.portcullis.policy.engine;

import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ow2.authzforce.core.pdp.api.DecisionResult;
import org.ow2.authzforce.core.pdp.api.policy.StaticTopLevelPolicyElementEvaluator;
import org.ow2.authzforce.xacml.identifiers.XacmlStatusCode;
import org.portcullis.policy.catalogue.LintRule;
import org.portcullis.policy.facts.Fact;
import org.portcullis.policy.facts.Facts;
import org.portcullis.policy.source.PackFile;
import org.portcullis.policy.source.Position;
import org.portcullis.policy.source.Problems;
import org.portcullis.profile.Decision;
import org.portcullis.profile.ErrorKind;
import org.portcullis.profile.ReasonCode;

/** The compiled XACML policies of one pack. Thread-safe. */
public final class XacmlEngine {
    private final StaticTopLevelPolicyElementEvaluator root;
    private final Map<String, MatchedRule> rules;
    private final Set<Fact> factsRead;
    private final Supplier<PolicyTracer> tracer;

    private XacmlEngine(
            StaticTopLevelPolicyElementEvaluator root, PolicyOutline outline, Supplier<PolicyTracer> tracer) {
        this.root = root;
        this.tracer = tracer;
        this.rules = Map.copyOf(outline.rules());
        this.factsRead = Collections.unmodifiableSet(EnumSet.copyOf(outline.facts()));
    }

    /**
     * Reads, checks and compiles policy files; empty with problems noted if anything is wrong with any of them.
     *
     * @param root the id of the policy that decides
     * @param rootAt where the pack says so
     */
    public static Optional<XacmlEngine> compile(List<PackFile> files, String root, Position rootAt, Problems problems) {
        try {
            PolicyOutline outline = new PolicyOutline();
            Map<String, Object> policies = read(files, outline, problems);
            if (policies.size() == files.size()) {
                ReferenceCheck.check(outline, root, rootAt, problems);
            }
            return problems.isEmpty() ? assemble(policies, outline, root, problems) : Optional.empty();
        } catch (Throwable e) { // the engine throws Errors too, see assemble
            problems.add(LintRule.DOES_NOT_COMPILE, rootAt, "the policies cannot be compiled: " + causes(e));
            return Optional.empty();
        }
    }

    /** What the policies say about these facts. */
    public Verdict judge(Facts facts) {
        DecisionResult result = root.evaluate(new FactsContext(facts, factsRead), Optional.empty());
        List<MatchedRule> matched = result.getPepActions().stream()
                .map(action -> rules.getOrDefault(action.getId(), new MatchedRule(action.getId(), List.of())))
                .toList();
        return switch (result.getDecision()) {
            case PERMIT -> new Verdict(new Decision.Permit(List.of()), matched);
            case DENY -> new Verdict(new Decision.Deny(firstReason(matched)), matched);
            case NOT_APPLICABLE -> new Verdict(new Decision.NotApplicable(), List.of());
            case INDETERMINATE -> new Verdict(new Decision.Indeterminate(kind(result)), List.of());
        };
    }

    /** The same policies taken apart, to explain what they say; compiled anew each time. */
    public PolicyTracer tracer() {
        return tracer.get();
    }

    static Map<String, Object> read(List<PackFile> files, PolicyOutline outline, Problems problems) {
        PolicyReader reader = new PolicyReader(outline, problems);
        Map<String, Object> policies = new LinkedHashMap<>();
        files.forEach(file -> reader.read(file).ifPresent(policy -> policies.put(PolicyTable.id(policy), policy)));
        return policies;
    }

    /** Compiles policy by policy, so that what is wrong with one is said of that one. */
    static Optional<XacmlEngine> assemble(
            Map<String, Object> policies, PolicyOutline outline, String root, Problems problems) {
        PolicyTable table = new PolicyTable(policies, EvaluationBudget.STANDARD);
        outline.files().forEach((id, policy) -> {
            try {
                table.compile(id);
            } catch (Throwable e) { // what a policy can do wrong shows as anything up to NoClassDefFoundError
                problems.add(LintRule.DOES_NOT_COMPILE, policy.at(), "the policy cannot be compiled: " + causes(e));
            }
        });
        if (!problems.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new XacmlEngine(
                table.compile(root),
                outline,
                () -> new PolicyTracer(
                        new TraceCompiler(policies, outline, table.expressions()).compile(root), outline.facts())));
    }

    private static ReasonCode firstReason(List<MatchedRule> matched) {
        return matched.stream()
                .flatMap(rule -> rule.reasons().stream())
                .findFirst()
                .orElse(ReasonCode.NO_POLICY);
    }

    private static ErrorKind kind(DecisionResult result) {
        boolean attributeMissing = result.getStatus()
                .filter(status -> XacmlStatusCode.MISSING_ATTRIBUTE
                        .value()
                        .equals(status.getStatusCode().getValue()))
                .isPresent();
        return attributeMissing ? ErrorKind.MISSING_ATTRIBUTE : ErrorKind.POLICY_ERROR;
    }

    private static String causes(Throwable thrown) {
        return Stream.iterate(Optional.of(thrown), Optional::isPresent, e -> e.map(Throwable::getCause))
                .flatMap(Optional::stream)
                .map(e -> String.valueOf(e.getMessage()))
                .distinct()
                .limit(10)
                .collect(Collectors.joining(": "));
    }
}
