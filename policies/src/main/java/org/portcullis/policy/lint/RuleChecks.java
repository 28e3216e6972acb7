package org.portcullis.policy.lint;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.portcullis.policy.catalogue.LintRule;
import org.portcullis.policy.source.Finding;
import org.portcullis.policy.source.Problems;
import org.portcullis.policy.source.Spelling;
import org.portcullis.profile.ReasonCode;

/** What every rule should tell, and when it cannot decide or decides too much. */
final class RuleChecks {
    /** What a Permit is about if it is about persons. */
    private static final Set<String> PERSONS = Set.of("subject", "pilot", "mupj", "pep");

    private RuleChecks() {}

    static Stream<Finding> of(LintedPack pack) {
        return Stream.concat(
                pack.rules().flatMap(RuleChecks::ofOne),
                pack.policies().stream().flatMap(PolicyTree::policies).flatMap(RuleChecks::unreachable));
    }

    private static Stream<Finding> ofOne(ScopedRule rule) {
        return Stream.of(undescribed(rule), reasons(rule), permits(rule)).flatMap(findings -> findings);
    }

    private static Stream<Finding> undescribed(ScopedRule rule) {
        boolean described = rule.rule()
                .child("Description")
                .filter(text -> !text.text().isBlank())
                .isPresent();
        boolean sourced = rule.rule().comment().strip().startsWith("source");
        String name = Problems.quote(rule.name());
        return Stream.concat(
                finding(!described, LintRule.NO_DESCRIPTION, rule, "the rule " + name + " has no Description"),
                finding(
                        !sourced,
                        LintRule.NO_SOURCE,
                        rule,
                        "no comment before the rule " + name + " says `source: …`, where it comes from"));
    }

    private static Stream<Finding> reasons(ScopedRule rule) {
        if (rule.permits()) {
            return Stream.empty();
        }
        List<XmlElement> reasons = rule.rule()
                .all("AttributeAssignmentExpression")
                .flatMap(assignment -> assignment.children("AttributeValue"))
                .toList();
        String name = Problems.quote(rule.name());
        Stream<Finding> unknown = reasons.stream()
                .filter(reason -> isReasonCode(reason.text().strip()))
                .filter(reason -> !ReasonWords.ALL.contains(reason.text().strip()))
                .map(reason -> new Finding(
                        LintRule.UNKNOWN_REASON,
                        reason.at(),
                        "the reason " + Problems.quote(reason.text().strip()) + " is not a documented one",
                        Spelling.question(reason.text().strip(), ReasonWords.ALL)));
        return Stream.concat(
                finding(reasons.isEmpty(), LintRule.NO_REASON, rule, "the rule " + name + " denies without a reason"),
                unknown);
    }

    private static boolean isReasonCode(String text) {
        try {
            return new ReasonCode(text).value().equals(text);
        } catch (IllegalArgumentException e) {
            return false; // loading the pack tells
        }
    }

    private static Stream<Finding> permits(ScopedRule rule) {
        if (!rule.permits()) {
            return Stream.empty();
        }
        String name = Problems.quote(rule.name());
        if (rule.isUnconditional()) {
            return finding(
                    true,
                    LintRule.UNCONDITIONAL_PERMIT,
                    rule,
                    "the rule " + name + " permits whatever no other rule denies; give it a target");
        }
        boolean asksNobody = rule.asks().stream().noneMatch(RuleChecks::isAboutPersons);
        return finding(
                asksNobody,
                LintRule.PERMIT_ASKS_NOBODY,
                rule,
                "the rule " + name + " asks neither who it permits nor whether a pilot brings the work");
    }

    private static boolean isAboutPersons(String attribute) {
        return attribute.startsWith("http://authz-interop.org/xacml/subject/")
                || PERSONS.stream().anyMatch(word -> attribute.startsWith("urn:portcullis:" + word));
    }

    private static Stream<Finding> unreachable(XmlElement policy) {
        if (!policy.shortAttribute("RuleCombiningAlgId").equals("first-applicable")) {
            return Stream.empty();
        }
        Set<String> asked = new HashSet<>();
        Stream.Builder<Finding> findings = Stream.builder();
        boolean decided = false;
        for (XmlElement rule : policy.children("Rule").toList()) {
            if (!asked.add(conditions(rule)) || decided) {
                findings.add(new Finding(
                        LintRule.UNREACHABLE_RULE,
                        rule.at(),
                        "the rule " + Problems.quote(rule.attribute("RuleId"))
                                + " is never asked: an earlier one has decided by then"));
            }
            decided = decided || ScopedRule.isUnconditional(rule);
        }
        return findings.build();
    }

    private static String conditions(XmlElement rule) {
        StringBuilder conditions = new StringBuilder();
        Stream.concat(rule.children("Target"), rule.children("Condition"))
                .filter(part -> !part.children().isEmpty())
                .forEach(part -> conditions.append(part.shape()));
        return conditions.toString();
    }

    private static Stream<Finding> finding(boolean found, LintRule kind, ScopedRule rule, String message) {
        return found ? Stream.of(new Finding(kind, rule.at(), message)) : Stream.empty();
    }
}
