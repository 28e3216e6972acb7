package org.portcullis.policy.lint;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.portcullis.policy.catalogue.LintRule;
import org.portcullis.policy.source.Finding;
import org.portcullis.policy.source.Position;
import org.portcullis.policy.source.Problems;
import org.portcullis.policy.source.Spelling;

/** How the policies of a pack hang together. */
record StructureChecks(LintedPack pack) {
    /** The most rules that a pack may have. */
    static final int MOST_RULES = 5_000;

    /** The most applications of functions that a pack may hold: sixteen values each are still within the budget. */
    static final int MOST_APPLICATIONS = 12_500;

    Stream<Finding> findings() {
        Stream<Finding> variables =
                pack.policies().stream().flatMap(PolicyTree::policies).flatMap(StructureChecks::variables);
        return Stream.of(tooLarge(), noDefault(), unused(), misnamed(), variables)
                .flatMap(found -> found);
    }

    private Stream<Finding> tooLarge() {
        long rules = count(Set.of("Rule"));
        long applications = count(Set.of("Match", "Apply"));
        return rules <= MOST_RULES && applications <= MOST_APPLICATIONS
                ? Stream.empty()
                : Stream.of(new Finding(
                        LintRule.TOO_LARGE,
                        Position.whole("pack.yaml"),
                        "the pack has " + rules + " rules and applies " + applications
                                + " functions; there may be at most " + MOST_RULES + " and " + MOST_APPLICATIONS));
    }

    private long count(Set<String> elements) {
        return pack.policies().stream()
                .flatMap(policy -> policy.root().everything())
                .filter(element -> elements.contains(element.name()))
                .count();
    }

    private Stream<Finding> noDefault() {
        return pack
                .policy(pack.root())
                .filter(root -> !endsWithDeny(root.root(), new HashSet<>()))
                .map(root -> new Finding(
                        LintRule.NO_DEFAULT,
                        root.root().at(),
                        "the last policy under the root has no last rule that always denies"))
                .stream();
    }

    /** Whether the last part of the last part of this always denies. */
    private boolean endsWithDeny(XmlElement element, Set<String> seen) {
        if (element.is("Rule")) {
            return element.attribute("Effect").equals("Deny") && ScopedRule.isUnconditional(element);
        }
        if (element.name().endsWith("IdReference")) {
            String id = element.text().strip();
            return seen.add(id)
                    && pack.policy(id)
                            .filter(policy -> endsWithDeny(policy.root(), seen))
                            .isPresent();
        }
        return ScopedRule.hasOpenTarget(element)
                && lastPart(element).filter(part -> endsWithDeny(part, seen)).isPresent();
    }

    private static Optional<XmlElement> lastPart(XmlElement policy) {
        List<XmlElement> parts = policy.children().stream()
                .filter(child -> Set.of("Rule", "Policy", "PolicySet", "PolicyIdReference", "PolicySetIdReference")
                        .contains(child.name()))
                .toList();
        return parts.isEmpty() ? Optional.empty() : Optional.of(parts.get(parts.size() - 1));
    }

    private Stream<Finding> unused() {
        if (pack.policy(pack.root()).isEmpty()) {
            return Stream.empty();
        }
        Set<String> reached = new HashSet<>();
        reach(pack.root(), reached);
        return pack.policies().stream()
                .filter(policy -> !reached.contains(policy.id()))
                .map(policy -> new Finding(
                        LintRule.UNUSED_POLICY,
                        policy.root().at(),
                        "nothing under the root refers to " + Problems.quote(policy.id())));
    }

    private void reach(String id, Set<String> reached) {
        if (reached.add(id)) {
            pack.policy(id).stream()
                    .flatMap(policy -> policy.root().everything())
                    .filter(element -> element.name().endsWith("IdReference"))
                    .forEach(reference -> reach(reference.text().strip(), reached));
        }
    }

    private Stream<Finding> misnamed() {
        return pack.policies().stream()
                .filter(policy -> !policy.file().equals(expectedFile(policy)))
                .map(policy -> new Finding(
                        LintRule.POLICY_FILE_NAME,
                        policy.root().at(),
                        "the file of the policy " + Problems.quote(policy.id()) + " is not called like it",
                        "call it " + expectedFile(policy)));
    }

    private static String expectedFile(PolicyTree policy) {
        return "policy/" + policy.id().substring(policy.id().lastIndexOf(':') + 1) + ".xml";
    }

    private static Stream<Finding> variables(XmlElement policy) {
        Set<String> all = policy.children("VariableDefinition")
                .map(definition -> definition.attribute("VariableId"))
                .collect(Collectors.toSet());
        Set<String> defined = new HashSet<>();
        Stream.Builder<Finding> findings = Stream.builder();
        policy.children("VariableDefinition").forEach(definition -> {
            references(definition, defined, all).forEach(findings::add);
            defined.add(definition.attribute("VariableId"));
        });
        policy.children("Rule").forEach(rule -> references(rule, defined, all).forEach(findings::add));
        Set<String> used = policy.all("VariableReference")
                .map(reference -> reference.attribute("VariableId"))
                .collect(Collectors.toSet());
        policy.children("VariableDefinition")
                .filter(definition -> !used.contains(definition.attribute("VariableId")))
                .map(definition -> new Finding(
                        LintRule.UNUSED_VARIABLE,
                        definition.at(),
                        "no rule uses the variable " + Problems.quote(definition.attribute("VariableId"))))
                .forEach(findings::add);
        return findings.build();
    }

    private static Stream<Finding> references(XmlElement user, Set<String> defined, Set<String> all) {
        return user.all("VariableReference")
                .map(reference -> new VariableUse(reference.attribute("VariableId"), reference.at()))
                .filter(use -> !defined.contains(use.name()))
                .map(use -> new Finding(
                        LintRule.VARIABLE_ORDER,
                        use.at(),
                        "the variable " + Problems.quote(use.name()) + " is not defined before it is used",
                        all.contains(use.name()) ? "move its definition up" : Spelling.question(use.name(), all)));
    }

    private record VariableUse(String name, Position at) {}
}
