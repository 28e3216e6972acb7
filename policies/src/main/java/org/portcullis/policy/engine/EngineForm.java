package org.portcullis.policy.engine;

import java.util.ArrayDeque;
import java.util.Deque;
import org.xml.sax.Attributes;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.AttributesImpl;
import org.xml.sax.helpers.XMLFilterImpl;

/**
 * Rewrites a policy on its way into the engine. The engine keeps attributes under their id alone, so the data type is made
 * part of the id; and it reports policies but not rules, so each rule gets one obligation whose id is the rule's name, in
 * place of those written in the file.
 */
final class EngineForm extends XMLFilterImpl {
    private static final Attributes NONE = new AttributesImpl();
    private static final String OBLIGATIONS = "ObligationExpressions";
    private static final String OBLIGATION = "ObligationExpression";

    private final Deque<String> policyNames = new ArrayDeque<>();
    private String rule = "";
    private String effect = "";
    private boolean inObligations;

    /** The id under which the engine keeps an attribute of that type. */
    static String typedId(String attributeId, String dataType) {
        return attributeId + "?type=" + dataType;
    }

    /** The id as the file has it. */
    static String plainId(String typedId) {
        int type = typedId.indexOf("?type=");
        return type < 0 ? typedId : typedId.substring(0, type);
    }

    @Override
    public void startElement(String uri, String name, String qualifiedName, Attributes attributes) throws SAXException {
        note(name, attributes);
        if (!inObligations) {
            boolean isDesignator = name.equals("AttributeDesignator");
            super.startElement(uri, name, qualifiedName, isDesignator ? typed(attributes) : attributes);
        }
    }

    @Override
    public void characters(char[] characters, int start, int length) throws SAXException {
        if (!inObligations) {
            super.characters(characters, start, length);
        }
    }

    @Override
    public void endElement(String uri, String name, String qualifiedName) throws SAXException {
        if (inObligations) {
            inObligations = !name.equals(OBLIGATIONS);
            return;
        }
        if (name.equals("Rule")) {
            addObligation();
        } else if (name.equals("Policy") || name.equals("PolicySet")) {
            policyNames.pop();
        }
        super.endElement(uri, name, qualifiedName);
    }

    private void note(String name, Attributes attributes) {
        switch (name) {
            case "PolicySet" -> policyNames.push(Xacml.shortName(Xacml.value(attributes, "PolicySetId")));
            case "Policy" -> policyNames.push(Xacml.shortName(Xacml.value(attributes, "PolicyId")));
            case "Rule" -> {
                rule = policyNames.getFirst() + "/" + Xacml.value(attributes, "RuleId");
                effect = Xacml.value(attributes, "Effect");
            }
            case OBLIGATIONS -> inObligations = true;
            default -> {}
        }
    }

    private static Attributes typed(Attributes attributes) {
        AttributesImpl typed = new AttributesImpl(attributes);
        int index = typed.getIndex("", "AttributeId");
        if (index >= 0) {
            typed.setValue(index, typedId(typed.getValue(index), Xacml.value(attributes, "DataType")));
        }
        return typed;
    }

    private void addObligation() throws SAXException {
        AttributesImpl attributes = new AttributesImpl();
        attributes.addAttribute("", "ObligationId", "ObligationId", "CDATA", rule);
        attributes.addAttribute("", "FulfillOn", "FulfillOn", "CDATA", effect);
        super.startElement(Xacml.NAMESPACE, OBLIGATIONS, OBLIGATIONS, NONE);
        super.startElement(Xacml.NAMESPACE, OBLIGATION, OBLIGATION, attributes);
        super.endElement(Xacml.NAMESPACE, OBLIGATION, OBLIGATION);
        super.endElement(Xacml.NAMESPACE, OBLIGATIONS, OBLIGATIONS);
    }
}
