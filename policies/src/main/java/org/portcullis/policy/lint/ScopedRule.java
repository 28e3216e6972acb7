package org.portcullis.policy.lint;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.portcullis.policy.source.Position;

/** A rule, and the policies of its file that are around it, outermost first. */
record ScopedRule(List<XmlElement> around, XmlElement rule) {
    ScopedRule {
        around = List.copyOf(around);
    }

    /** Its name as it is reported: {@code policy/rule}. */
    String name() {
        String id = around.isEmpty() ? "" : PolicyTree.id(around.get(around.size() - 1));
        return id.substring(id.lastIndexOf(':') + 1) + "/" + rule.attribute("RuleId");
    }

    Position at() {
        return rule.at();
    }

    boolean permits() {
        return rule.attribute("Effect").equals("Permit");
    }

    /** Whether it applies always, as far as its file says. */
    boolean isUnconditional() {
        return isUnconditional(rule) && around.stream().allMatch(ScopedRule::hasOpenTarget);
    }

    /** The attributes that it and the targets around it read, by their ids. */
    Set<String> asks() {
        Stream<XmlElement> targets = around.stream().flatMap(policy -> policy.children("Target"));
        Stream<XmlElement> variables = around.stream().flatMap(policy -> policy.children("VariableDefinition"));
        return Stream.of(targets, variables, Stream.of(rule))
                .flatMap(elements -> elements)
                .flatMap(element -> element.all("AttributeDesignator"))
                .map(designator -> designator.attribute("AttributeId"))
                .collect(Collectors.toSet());
    }

    /** Whether a rule by itself applies always. */
    static boolean isUnconditional(XmlElement rule) {
        return hasOpenTarget(rule) && rule.child("Condition").isEmpty();
    }

    /** Whether the target of a rule or policy is missing or empty. */
    static boolean hasOpenTarget(XmlElement element) {
        return element.children("Target").allMatch(target -> target.children().isEmpty());
    }
}
