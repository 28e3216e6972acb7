package org.portcullis.policy.lint;

import java.util.stream.Stream;
import org.portcullis.policy.catalogue.LintRule;
import org.portcullis.policy.facts.Fact;
import org.portcullis.policy.names.NameMatch;
import org.portcullis.policy.source.Finding;

/** Whether rules ask for facts in the way in which they are there. */
final class FactChecks {
    private FactChecks() {}

    static Stream<Finding> of(LintedPack pack) {
        Stream<Finding> presence = pack.policies().stream()
                .flatMap(policy -> policy.root().all("AttributeDesignator"))
                .flatMap(FactChecks::presence);
        return Stream.concat(presence, pack.rules().filter(ScopedRule::permits).flatMap(FactChecks::wideMatches));
    }

    private static Stream<Finding> presence(XmlElement designator) {
        boolean required = designator.attribute("MustBePresent").equals("true");
        return FactWords.of(designator).stream().flatMap(fact -> presence(designator, fact, required));
    }

    private static Stream<Finding> presence(XmlElement designator, Fact fact, boolean required) {
        if (!required && FactWords.ALWAYS.contains(fact)) {
            return Stream.of(new Finding(
                    LintRule.OPTIONAL_FACT,
                    designator.at(),
                    fact.uri() + " is always there",
                    "write MustBePresent=\"true\""));
        }
        if (required && (FactWords.AT_MOST_ONE.contains(fact) || FactWords.ANY_NUMBER.contains(fact))) {
            return Stream.of(new Finding(
                    LintRule.REQUIRED_FACT,
                    designator.at(),
                    fact.uri() + " is not always there",
                    "write MustBePresent=\"false\""));
        }
        return Stream.empty();
    }

    /** In the rule, and in the targets and variables around it. */
    private static Stream<Finding> wideMatches(ScopedRule rule) {
        Stream<XmlElement> around = rule.around().stream()
                .flatMap(policy -> policy.children().stream())
                .filter(child -> child.is("Target") || child.is("VariableDefinition"));
        return Stream.concat(Stream.of(rule.rule()), around)
                .flatMap(XmlElement::everything)
                .filter(element -> element.tag().attributes().containsValue(NameMatch.DN_MATCH_WIDE.id()))
                .map(element -> new Finding(
                        LintRule.WIDE_MATCH_IN_PERMIT,
                        element.at(),
                        "a Permit must not read names widely",
                        "use " + NameMatch.DN_MATCH.id()));
    }
}
