package org.portcullis.policy.engine;

import jakarta.xml.bind.JAXBElement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import oasis.names.tc.xacml._3_0.core.schema.wd_17.ApplyType;
import oasis.names.tc.xacml._3_0.core.schema.wd_17.AttributeDesignatorType;
import oasis.names.tc.xacml._3_0.core.schema.wd_17.AttributeValueType;
import oasis.names.tc.xacml._3_0.core.schema.wd_17.ExpressionType;
import oasis.names.tc.xacml._3_0.core.schema.wd_17.FunctionType;
import oasis.names.tc.xacml._3_0.core.schema.wd_17.Match;
import oasis.names.tc.xacml._3_0.core.schema.wd_17.VariableReferenceType;
import org.portcullis.policy.facts.Fact;

/** Comparisons of a policy in one line that people can read, and the facts that they ask for. */
final class ExpressionText {
    private static final Map<String, Fact> FACTS =
            Arrays.stream(Fact.values()).collect(Collectors.toUnmodifiableMap(Fact::uri, fact -> fact));
    private static final String OURS = "urn:portcullis:";

    private ExpressionText() {}

    static String of(Match match) {
        List<String> operands = List.of(of(match.getAttributeDesignator()), of(match.getAttributeValue()));
        return call(Xacml.shortName(match.getMatchId()), operands);
    }

    static String of(ExpressionType expression) {
        if (expression instanceof AttributeValueType value) {
            return value.getContent().stream()
                    .map(String::valueOf)
                    .collect(Collectors.joining())
                    .strip();
        } else if (expression instanceof AttributeDesignatorType designator) {
            return shortName(attributeId(designator));
        } else if (expression instanceof ApplyType apply) {
            List<String> operands = operands(apply).map(ExpressionText::of).collect(Collectors.toList());
            return call(Xacml.shortName(apply.getFunctionId()), operands);
        } else if (expression instanceof VariableReferenceType variable) {
            return "$" + variable.getVariableId();
        }
        return expression instanceof FunctionType function ? Xacml.shortName(function.getFunctionId()) : "?";
    }

    /** The name of a fact without what all of ours begin with. */
    static String shortName(String attributeId) {
        return attributeId.startsWith(OURS)
                ? attributeId.substring(OURS.length())
                : attributeId.substring(attributeId.lastIndexOf('/') + 1);
    }

    /** The facts that an expression asks for. */
    static List<Fact> facts(ExpressionType expression) {
        if (expression instanceof AttributeDesignatorType designator) {
            return Stream.ofNullable(FACTS.get(attributeId(designator))).toList();
        }
        List<Fact> facts = new ArrayList<>();
        if (expression instanceof ApplyType apply) {
            operands(apply).forEach(operand -> facts.addAll(facts(operand)));
        }
        return facts;
    }

    private static Stream<ExpressionType> operands(ApplyType apply) {
        return apply.getExpressions().stream().map(JAXBElement::getValue);
    }

    private static String attributeId(AttributeDesignatorType designator) {
        return EngineForm.plainId(designator.getAttributeId());
    }

    private static String call(String function, List<String> operands) {
        if (operands.size() == 2 && function.endsWith("-equal")) {
            return operands.get(0) + " = " + operands.get(1);
        }
        if (operands.size() == 1 && function.endsWith("-one-and-only")) {
            return operands.get(0);
        }
        if (function.equals("and") || function.equals("or")) {
            return "(" + String.join(" " + function + " ", operands) + ")";
        }
        return function + "(" + String.join(", ", operands) + ")";
    }
}
