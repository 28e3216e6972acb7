package org.portcullis.policy.engine;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.portcullis.policy.catalogue.LintRule;
import org.portcullis.policy.facts.Fact;
import org.portcullis.policy.source.PackFile;
import org.portcullis.policy.source.Position;
import org.portcullis.policy.source.Problems;
import org.portcullis.profile.ReasonCode;
import org.xml.sax.Attributes;
import org.xml.sax.Locator;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import org.xml.sax.helpers.LocatorImpl;
import org.xml.sax.helpers.XMLFilterImpl;

/**
 * Watches one policy file go by and notes, with its place, all that XACML allows and that a policy here must not do: ask
 * for what no fact answers, match names by patterns, let a Permit win, or oblige PEPs by itself.
 */
final class PolicyLint extends XMLFilterImpl {
    private static final Map<String, Fact> FACTS =
            Arrays.stream(Fact.values()).collect(Collectors.toUnmodifiableMap(Fact::uri, fact -> fact));

    private final PackFile file;
    private final PolicyOutline outline;
    private final Problems problems;
    private final Deque<String> policyIds = new ArrayDeque<>();
    private final StringBuilder text = new StringBuilder();
    private Locator locator = new LocatorImpl();
    private Position at;
    private String rule = "";
    private String effect = "";
    private boolean inReason;
    private boolean inValue;

    PolicyLint(PackFile file, PolicyOutline outline, Problems problems) {
        this.file = file;
        this.outline = outline;
        this.problems = problems;
        this.at = file.at(1, 1);
    }

    @Override
    public void setDocumentLocator(Locator locator) {
        super.setDocumentLocator(locator);
        this.locator = locator;
    }

    @Override
    public void startElement(String uri, String name, String qualifiedName, Attributes attributes) throws SAXException {
        at = file.at(locator.getLineNumber(), locator.getColumnNumber());
        if (policyIds.isEmpty()) {
            requireXacml3(uri, name);
        }
        if (inValue) {
            problems.add(LintRule.NOT_XACML, at, "a value must be plain text, but holds " + Problems.quote(name));
        }
        text.setLength(0);
        inValue = name.equals("AttributeValue");
        enter(name, attributes);
        super.startElement(uri, name, qualifiedName, attributes);
    }

    @Override
    public void characters(char[] characters, int start, int length) throws SAXException {
        text.append(characters, start, length);
        super.characters(characters, start, length);
    }

    @Override
    public void endElement(String uri, String name, String qualifiedName) throws SAXException {
        leave(name, text.toString().strip());
        super.endElement(uri, name, qualifiedName);
    }

    private void requireXacml3(String namespace, String name) throws SAXException {
        if (!namespace.equals(Xacml.NAMESPACE) || !Set.of("Policy", "PolicySet").contains(name)) {
            throw new SAXParseException(
                    "the file must hold one Policy or PolicySet in the namespace " + Xacml.NAMESPACE
                            + ", but begins with " + Problems.quote(name),
                    locator);
        }
    }

    private void enter(String element, Attributes attributes) {
        switch (element) {
            case "PolicySet" -> enterPolicySet(attributes);
            case "Policy" -> enterPolicy(attributes);
            case "PolicyIdReference", "PolicySetIdReference" -> checkNoVersion(attributes);
            case "Rule" -> enterRule(attributes);
            case "Match" -> checkFunction(Xacml.value(attributes, "MatchId"));
            case "Apply", "Function" -> checkFunction(Xacml.value(attributes, "FunctionId"));
            case "AttributeDesignator" -> checkFact(attributes);
            case "AttributeSelector" ->
                problems.add(LintRule.XPATH, at, "XPath is not supported; use an AttributeDesignator");
            case "ObligationExpression" -> enterObligation(attributes);
            case "AttributeAssignmentExpression" -> checkAssignment(Xacml.value(attributes, "AttributeId"));
            case "AdviceExpression" -> problems.add(LintRule.OBLIGATION, at, "advice reaches nobody; take it out");
            default -> {}
        }
    }

    private void leave(String element, String content) {
        switch (element) {
            case "PolicySet", "Policy" -> policyIds.pop();
            case "Rule" -> rule = "";
            case "PolicyIdReference", "PolicySetIdReference" ->
                outline.addReference(new PolicyOutline.Reference(policyIds.getLast(), content, at));
            case "ObligationExpression" -> inReason = false;
            case "AttributeValue" -> {
                inValue = false;
                readReason(content);
            }
            default -> {}
        }
    }

    private void enterPolicySet(Attributes attributes) {
        String algorithm = Xacml.value(attributes, "PolicyCombiningAlgId");
        enterAnyPolicy(Xacml.value(attributes, "PolicySetId"), Xacml.POLICIES_DENY_OVERRIDES.contains(algorithm));
        checkAlgorithm(algorithm, Xacml.POLICIES_DENY_OVERRIDES, Xacml.POLICIES_FIRST_APPLICABLE);
    }

    private void enterPolicy(Attributes attributes) {
        String algorithm = Xacml.value(attributes, "RuleCombiningAlgId");
        enterAnyPolicy(Xacml.value(attributes, "PolicyId"), Xacml.RULES_DENY_OVERRIDES.contains(algorithm));
        checkAlgorithm(algorithm, Xacml.RULES_DENY_OVERRIDES, Xacml.RULES_FIRST_APPLICABLE);
    }

    private void enterAnyPolicy(String id, boolean denyOverrides) {
        if (!outline.addName(Xacml.shortName(id))) {
            problems.add(
                    LintRule.DUPLICATE_POLICY,
                    at,
                    "two policies are called " + Problems.quote(Xacml.shortName(id)) + "; rename one");
        }
        if (policyIds.isEmpty()) {
            outline.addFile(id, new PolicyOutline.TopPolicy(at, denyOverrides));
        }
        policyIds.push(id);
    }

    private void checkAlgorithm(String id, Set<String> denyOverrides, String firstApplicable) {
        if (!denyOverrides.contains(id) && !id.equals(firstApplicable)) {
            problems.add(
                    LintRule.COMBINING_ALGORITHM,
                    at,
                    "the combining algorithm " + Problems.quote(id)
                            + " is not allowed; use deny-overrides or first-applicable");
        }
    }

    private void checkNoVersion(Attributes attributes) {
        if (attributes.getLength() > 0) {
            problems.add(
                    LintRule.VERSIONED_REFERENCE,
                    at,
                    "a reference must not ask for a version; a pack holds one version of each policy");
        }
    }

    private void enterRule(Attributes attributes) {
        rule = Xacml.shortName(policyIds.getFirst()) + "/" + Xacml.value(attributes, "RuleId");
        effect = Xacml.value(attributes, "Effect");
        if (!outline.addRule(rule)) {
            problems.add(LintRule.DUPLICATE_RULE, at, "two rules are called " + Problems.quote(rule) + "; rename one");
        }
        if (effect.equals("Deny")) {
            outline.addReason(rule, ReasonCode.DENIED_BY_POLICY);
        }
    }

    private void checkFunction(String id) {
        if (id.endsWith("-regexp-match")) {
            problems.add(
                    LintRule.REGEXP_ON_NAMES,
                    at,
                    "the function " + Problems.quote(id) + " is not allowed: patterns match more than they seem to and"
                            + " can be slow; compare for equality");
        }
    }

    private void checkFact(Attributes attributes) {
        String id = Xacml.value(attributes, "AttributeId");
        Fact fact = FACTS.get(id);
        if (fact == null) {
            problems.add(
                    LintRule.UNKNOWN_FACT,
                    at,
                    "there is no attribute " + Problems.quote(id) + "; the pack's README lists those there are");
        } else if (!Xacml.value(attributes, "DataType").equals(fact.type().uri())) {
            problems.add(
                    LintRule.WRONG_FACT_TYPE,
                    at,
                    Problems.quote(id) + " has the data type " + fact.type().uri());
        } else if (!Xacml.value(attributes, "Category").equals(fact.category().uri())) {
            problems.add(
                    LintRule.WRONG_FACT_TYPE,
                    at,
                    Problems.quote(id) + " has the category " + fact.category().uri());
        } else {
            outline.addFact(fact);
        }
        if (attributes.getIndex("Issuer") >= 0) {
            problems.add(LintRule.UNKNOWN_FACT, at, "attributes have no issuer; take it out");
        }
    }

    private void enterObligation(Attributes attributes) {
        String id = Xacml.value(attributes, "ObligationId");
        inReason = id.equals(Xacml.REASON_OBLIGATION) && effect.equals("Deny") && !rule.isEmpty();
        if (!inReason) {
            problems.add(
                    LintRule.OBLIGATION,
                    at,
                    "the obligation " + Problems.quote(id) + " is not allowed here; only a Deny rule may have one, and"
                            + " only " + Xacml.REASON_OBLIGATION);
        }
    }

    private void checkAssignment(String id) {
        if (inReason && !id.equals(Xacml.REASON_CODE)) {
            problems.add(LintRule.OBLIGATION, at, "a reason has only the attribute " + Xacml.REASON_CODE);
        }
    }

    private void readReason(String content) {
        if (!inReason) {
            return;
        }
        try {
            outline.addReason(rule, new ReasonCode(content));
        } catch (IllegalArgumentException e) {
            problems.add(
                    LintRule.BAD_REASON,
                    at,
                    Problems.quote(content) + " is not a reason code; write lower-case words joined by hyphens");
        }
    }
}
