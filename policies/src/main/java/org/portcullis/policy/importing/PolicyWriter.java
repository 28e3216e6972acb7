package org.portcullis.policy.importing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.portcullis.policy.facts.Fact;

/** Writes one policy file; the policies in it are named after their places. */
final class PolicyWriter {
    private static final String NAMESPACE = "urn:oasis:names:tc:xacml:3.0:core:schema:wd-17";
    private static final String RULE_ALGORITHMS = "urn:oasis:names:tc:xacml:3.0:rule-combining-algorithm:";
    private static final String POLICY_ALGORITHMS = "urn:oasis:names:tc:xacml:3.0:policy-combining-algorithm:";
    private static final String FIRST_RULE = "urn:oasis:names:tc:xacml:1.0:rule-combining-algorithm:first-applicable";
    private static final String FIRST_POLICY =
            "urn:oasis:names:tc:xacml:1.0:policy-combining-algorithm:first-applicable";
    private static final String AND = "urn:oasis:names:tc:xacml:1.0:function:and";
    private static final String STRING = Fact.Type.STRING.uri();

    private final String topId;
    private final XmlLines xml = new XmlLines();

    PolicyWriter(String topId) {
        this.topId = topId;
    }

    String write(Part part) {
        part(part, topId, true);
        return xml.toString();
    }

    static XmlLines openSet(XmlLines xml, String id, boolean firstApplicable) {
        return open(xml, "PolicySet", id, firstApplicable, true);
    }

    static XmlLines openInnerSet(XmlLines xml, String id, boolean firstApplicable) {
        return open(xml, "PolicySet", id, firstApplicable, false);
    }

    private static XmlLines open(XmlLines xml, String kind, String id, boolean firstApplicable, boolean top) {
        boolean isSet = kind.equals("PolicySet");
        String denyOverrides = (isSet ? POLICY_ALGORITHMS : RULE_ALGORITHMS) + "deny-overrides";
        String first = isSet ? FIRST_POLICY : FIRST_RULE;
        List<String> attributes = new ArrayList<>(top ? List.of("xmlns", NAMESPACE) : List.of());
        attributes.addAll(List.of(kind + "Id", id, "Version", "1.0"));
        attributes.addAll(List.of(
                isSet ? "PolicyCombiningAlgId" : "RuleCombiningAlgId", firstApplicable ? first : denyOverrides));
        return xml.open(kind, attributes.toArray(String[]::new));
    }

    /** A policy that denies whatever comes to it. */
    static XmlLines denyRest(XmlLines xml, String id) {
        open(xml, "Policy", id, false, false)
                .text("Description", "What no rule permits is denied.")
                .empty("Target")
                .open("Rule", "RuleId", "no-policy", "Effect", "Deny");
        xml.text("Description", "No imported part decides.");
        reason(xml, "no-policy");
        return xml.close("Rule").close("Policy");
    }

    private void part(Part part, String id, boolean top) {
        String kind = part instanceof Part.Group ? "PolicySet" : "Policy";
        open(xml, kind, id, part.firstApplicable(), top);
        xml.text("Description", part.origin().description());
        source(part.origin());
        target(xml, part.target());
        if (part instanceof Part.Group group) {
            for (int i = 0; i < group.parts().size(); i++) {
                part(group.parts().get(i), id + "-" + (i + 1), false);
            }
        } else if (part instanceof Part.Rules rules) {
            for (int i = 0; i < rules.rules().size(); i++) {
                rule(rules.rules().get(i), i + 1);
            }
        }
        xml.close(kind);
    }

    private void rule(Part.Rule rule, int number) {
        source(rule.origin());
        String id = "rule-" + number + "-line-" + rule.origin().at().line();
        xml.open("Rule", "RuleId", id, "Effect", rule.permits() ? "Permit" : "Deny");
        xml.text("Description", rule.origin().description());
        target(xml, rule.target());
        condition(rule.conditions());
        if (!rule.permits()) {
            reason(xml, "denied-by-policy");
        }
        xml.close("Rule");
    }

    private void source(Origin origin) {
        xml.comment("source: " + origin.at());
    }

    static void target(XmlLines xml, Target target) {
        if (target.anyOfs().isEmpty()) {
            xml.empty("Target");
            return;
        }
        xml.open("Target");
        target.anyOfs().forEach(anyOf -> {
            xml.open("AnyOf");
            anyOf.forEach(allOf -> {
                xml.open("AllOf");
                allOf.forEach(match -> match(xml, match));
                xml.close("AllOf");
            });
            xml.close("AnyOf");
        });
        xml.close("Target");
    }

    private static void match(XmlLines xml, Match match) {
        xml.open("Match", "MatchId", match.function().uri());
        xml.text("AttributeValue", match.value(), "DataType", STRING);
        xml.empty(
                "AttributeDesignator",
                "AttributeId",
                match.fact().uri(),
                "DataType",
                match.fact().type().uri(),
                "Category",
                match.fact().category().uri(),
                "MustBePresent",
                Boolean.toString(match.mustBePresent()));
        xml.close("Match");
    }

    private void condition(List<Element> conditions) {
        if (conditions.isEmpty()) {
            return;
        }
        xml.open("Condition");
        if (conditions.size() > 1) {
            xml.open("Apply", "FunctionId", AND);
        }
        conditions.forEach(this::expression);
        if (conditions.size() > 1) {
            xml.close("Apply");
        }
        xml.close("Condition");
    }

    private void expression(Element element) {
        String[] attributes = element.attributes().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .flatMap(attribute -> Stream.of(attribute.getKey(), attribute.getValue()))
                .toArray(String[]::new);
        if (!element.children().isEmpty()) {
            xml.open(element.name(), attributes);
            element.children().forEach(this::expression);
            xml.close(element.name());
        } else if (element.text().isEmpty()) {
            xml.empty(element.name(), attributes);
        } else {
            xml.text(element.name(), element.text(), attributes);
        }
    }

    private static void reason(XmlLines xml, String code) {
        xml.open("ObligationExpressions");
        xml.open("ObligationExpression", "ObligationId", "urn:portcullis:obligation:reason", "FulfillOn", "Deny");
        xml.open("AttributeAssignmentExpression", "AttributeId", "urn:portcullis:reason-code");
        xml.text("AttributeValue", code, "DataType", STRING);
        xml.close("AttributeAssignmentExpression");
        xml.close("ObligationExpression");
        xml.close("ObligationExpressions");
    }
}
