package org.portcullis.policy.engine;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.portcullis.policy.catalogue.LintRule;
import org.portcullis.policy.engine.PolicyOutline.Reference;
import org.portcullis.policy.source.Position;
import org.portcullis.policy.source.Problems;

/** Follows the references between policies and notes those that lead nowhere, in a circle, or too deep. */
final class ReferenceCheck {
    /** How many references may follow one another. */
    static final int MAX_DEPTH = 10;

    private final PolicyOutline outline;
    private final Map<String, List<Reference>> byPolicy;
    private final Problems problems;
    private final Deque<String> path = new ArrayDeque<>();
    private final Map<String, Integer> depths = new HashMap<>();

    private ReferenceCheck(PolicyOutline outline, Problems problems) {
        this.outline = outline;
        this.problems = problems;
        this.byPolicy = outline.references().stream().collect(Collectors.groupingBy(Reference::from));
    }

    /** Checks all references, and that the root is the policy of a file in which Deny overrides. */
    static void check(PolicyOutline outline, String root, Position rootAt, Problems problems) {
        PolicyOutline.TopPolicy top = outline.files().get(root);
        if (top == null) {
            problems.add(
                    LintRule.BROKEN_REFERENCE, rootAt, "no file of the pack holds the policy " + Problems.quote(root));
        } else if (!top.denyOverrides()) {
            problems.add(
                    LintRule.ROOT_NOT_DENY_OVERRIDES,
                    top.at(),
                    "the root must combine by deny-overrides, so that no Permit hides a Deny");
        }
        ReferenceCheck check = new ReferenceCheck(outline, problems);
        outline.files().keySet().forEach(check::depth);
    }

    private int depth(String policy) {
        Integer known = depths.get(policy);
        if (known != null) {
            return known;
        }
        path.push(policy);
        int depth = 0;
        for (Reference reference : byPolicy.getOrDefault(policy, List.of())) {
            depth = Math.max(depth, depth(reference));
        }
        path.pop();
        depths.put(policy, depth);
        return depth;
    }

    private int depth(Reference reference) {
        if (!outline.files().containsKey(reference.to())) {
            problems.add(
                    LintRule.BROKEN_REFERENCE,
                    reference.at(),
                    "no file of the pack holds the policy " + Problems.quote(reference.to()));
            return 0;
        }
        if (path.contains(reference.to())) {
            problems.add(
                    LintRule.BROKEN_REFERENCE,
                    reference.at(),
                    "the reference to " + Problems.quote(reference.to()) + " leads in a circle");
            return 0;
        }
        int depth = depth(reference.to()) + 1;
        if (depth == MAX_DEPTH + 1) {
            problems.add(
                    LintRule.BROKEN_REFERENCE,
                    reference.at(),
                    "more than " + MAX_DEPTH + " references follow one another");
        }
        return depth;
    }
}
