package org.portcullis.policy.lint;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.portcullis.policy.catalogue.LintRule;
import org.portcullis.policy.facts.Fact;
import org.portcullis.policy.names.NameForm;
import org.portcullis.policy.names.NameMatch;
import org.portcullis.policy.source.Finding;
import org.portcullis.policy.source.Problems;
import org.portcullis.policy.source.Spelling;

/** Whether the values that rules compare with can be those of facts at all. */
record ValueChecks(LintedPack pack) {
    Stream<Finding> findings() {
        return pack.policies().stream()
                .map(PolicyTree::root)
                .flatMap(root -> Stream.concat(
                        Comparison.in(root).flatMap(this::ofOne),
                        root.all("AllOf").flatMap(ValueChecks::contradictions)));
    }

    private Stream<Finding> ofOne(Comparison comparison) {
        if (!comparison.text().equals(comparison.text().strip())) {
            return finding(LintRule.BLANKS_IN_VALUE, comparison, "begins or ends with blanks", "take them out");
        }
        Optional<NameMatch> match = comparison.nameMatch();
        if (match.isPresent()) {
            return malformed(comparison, match.get().own());
        }
        return comparison.isEquality() ? unequal(comparison) : Stream.empty();
    }

    private Stream<Finding> unequal(Comparison comparison) {
        Fact fact = comparison.fact();
        if (FactWords.DNS.contains(fact)) {
            return uncanonical(LintRule.DN_NOT_CANONICAL, comparison, NameForm.DN);
        }
        if (FactWords.FQANS.contains(fact)) {
            return uncanonical(LintRule.FQAN_NOT_CANONICAL, comparison, NameForm.FQAN);
        }
        if (FactWords.VOS.contains(fact)) {
            return unknownVo(comparison);
        }
        Set<String> words = FactWords.CLOSED.getOrDefault(fact, Set.of(comparison.text()));
        return words.contains(comparison.text())
                ? Stream.empty()
                : finding(
                        LintRule.VALUE_NEVER_GIVEN,
                        comparison,
                        "is never a value of " + fact.uri(),
                        Spelling.question(comparison.text(), words));
    }

    private static Stream<Finding> malformed(Comparison comparison, NameForm form) {
        return canonical(comparison.text(), form).isPresent()
                ? Stream.empty()
                : finding(LintRule.MALFORMED_NAME, comparison, "is not " + form.description(), "");
    }

    private static Stream<Finding> uncanonical(LintRule rule, Comparison comparison, NameForm form) {
        Optional<String> canonical = canonical(comparison.text(), form);
        if (canonical.isPresent() && canonical.get().equals(comparison.text())) {
            return Stream.empty();
        }
        String suggestion =
                canonical.map(name -> "write " + Problems.quote(name)).orElse("write " + form.description());
        return finding(rule, comparison, "equals no name in canonical form", suggestion);
    }

    private Stream<Finding> unknownVo(Comparison comparison) {
        Set<String> vos = pack.value("data/vos.yaml", "vos")
                .map(listed -> listed.fields().keySet())
                .orElse(Set.of(comparison.text()));
        return vos.contains(comparison.text())
                ? Stream.empty()
                : finding(
                        LintRule.UNKNOWN_VO,
                        comparison,
                        "is not a VO of data/vos.yaml",
                        Spelling.question(comparison.text(), vos));
    }

    /** Two values that one fact must equal at once. */
    private static Stream<Finding> contradictions(XmlElement allOf) {
        Map<Fact, String> required = new HashMap<>();
        return allOf.children("Match")
                .flatMap(Comparison::in)
                .filter(comparison -> comparison.function().endsWith("-equal"))
                .filter(comparison -> FactWords.isSingle(comparison.fact()))
                .filter(comparison -> {
                    String before = required.putIfAbsent(comparison.fact(), comparison.text());
                    return before != null && !before.equals(comparison.text());
                })
                .flatMap(comparison -> finding(
                        LintRule.CONTRADICTION,
                        comparison,
                        "is asked for where " + comparison.fact().uri() + " must also have another value",
                        "put alternatives into AllOf elements of their own"));
    }

    private static Optional<String> canonical(String text, NameForm form) {
        try {
            return Optional.of(form.canonical(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Stream<Finding> finding(LintRule rule, Comparison comparison, String what, String suggestion) {
        return Stream.of(
                new Finding(rule, comparison.at(), Problems.quote(comparison.text()) + " " + what, suggestion));
    }
}
