package org.portcullis.policy.importing.xacml2;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.portcullis.policy.facts.Fact;
import org.portcullis.policy.importing.Element;
import org.portcullis.policy.importing.ImportException;
import org.portcullis.policy.source.Problems;

/** The conditions of one policy in XACML 3.0, variables put in place. Not thread-safe: one per policy. */
final class Conditions {
    private static final int MOST_ELEMENTS = 10_000;
    private static final int DEEPEST_VARIABLES = 10;

    private final Map<String, Element> variables;
    private int elements;
    private int depth;

    /** Takes the expressions of the policy's variables by their ids. */
    Conditions(Map<String, Element> variables) {
        this.variables = Map.copyOf(variables);
    }

    /**
     * The expression of a condition.
     *
     * @throws InexpressibleException if it asks for something that cannot be said here
     */
    Element translate(Element expression) throws InexpressibleException {
        if (++elements > MOST_ELEMENTS) {
            throw new ImportException(expression.at(), "the conditions of this policy are too large");
        }
        if (Designator.isOne(expression)) {
            return designator(new Designator(expression));
        }
        return switch (expression.name()) {
            case "Apply" -> apply(expression);
            case "Function" -> function(expression);
            case "AttributeValue" -> with(expression, "DataType", List.of());
            case "VariableReference" -> variable(expression);
            case "AttributeSelector" -> throw Designator.xpath(expression);
            default ->
                throw new ImportException(expression.at(), Problems.quote(expression.name()) + " is not an expression");
        };
    }

    private Element apply(Element apply) throws InexpressibleException {
        checkFunction(apply);
        List<Element> arguments = new ArrayList<>();
        for (Element argument : apply.children()) {
            if (!argument.name().equals("Description")) {
                arguments.add(translate(argument));
            }
        }
        return with(apply, "FunctionId", arguments);
    }

    private static Element function(Element function) throws InexpressibleException {
        checkFunction(function);
        return with(function, "FunctionId", List.of());
    }

    private static void checkFunction(Element element) throws InexpressibleException {
        String function = element.attribute("FunctionId");
        if (function.contains(":xpath-")) {
            throw Designator.xpath(element);
        }
        if (function.endsWith("-regexp-match") || !function.startsWith("urn:oasis:names:tc:xacml:")) {
            throw new InexpressibleException(
                    "the function " + Problems.quote(function) + " cannot be used in a condition");
        }
    }

    private Element variable(Element reference) throws InexpressibleException {
        Element definition = Optional.ofNullable(variables.get(reference.attribute("VariableId")))
                .orElseThrow(() -> new ImportException(reference.at(), "there is no such variable in this policy"));
        if (++depth > DEEPEST_VARIABLES) {
            throw new ImportException(reference.at(), "variables refer to each other too deep or in a circle");
        }
        Element value = translate(definition);
        depth--;
        return value;
    }

    private static Element designator(Designator designator) throws InexpressibleException {
        Fact fact = designator.sameText().orElseThrow(inexpressible(designator));
        Map<String, String> attributes = Map.of(
                "AttributeId", fact.uri(),
                "DataType", fact.type().uri(),
                "Category", fact.category().uri(),
                "MustBePresent", Boolean.toString(designator.mustBePresent()));
        return new Element(
                "AttributeDesignator",
                attributes,
                List.of(),
                "",
                designator.element().at());
    }

    private static Supplier<InexpressibleException> inexpressible(Designator designator) {
        return () -> new InexpressibleException(designator.shown() + " has no equivalent of that type in a condition");
    }

    private static Element with(Element element, String key, List<Element> children) {
        return new Element(element.name(), Map.of(key, element.attribute(key)), children, element.text(), element.at());
    }
}
