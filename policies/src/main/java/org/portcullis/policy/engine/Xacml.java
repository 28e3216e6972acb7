package org.portcullis.policy.engine;

import java.util.Set;
import org.xml.sax.Attributes;

/** The words of XACML 3.0 and of our obligation that policies are read by. */
final class Xacml {
    static final String NAMESPACE = "urn:oasis:names:tc:xacml:3.0:core:schema:wd-17";

    /** The obligation in which a rule says why it denies. */
    static final String REASON_OBLIGATION = "urn:portcullis:obligation:reason";

    /** Its one attribute: a reason code. */
    static final String REASON_CODE = "urn:portcullis:reason-code";

    /** Whether a whole string fits a pattern. */
    static final String FULL_MATCH = "urn:portcullis:function:full-match";

    private static final String RULES = "urn:oasis:names:tc:xacml:3.0:rule-combining-algorithm:";
    private static final String POLICIES = "urn:oasis:names:tc:xacml:3.0:policy-combining-algorithm:";

    static final String RULES_FIRST_APPLICABLE =
            "urn:oasis:names:tc:xacml:1.0:rule-combining-algorithm:first-applicable";
    static final String POLICIES_FIRST_APPLICABLE =
            "urn:oasis:names:tc:xacml:1.0:policy-combining-algorithm:first-applicable";

    /** The ways to combine rules so that a Deny is never overridden. */
    static final Set<String> RULES_DENY_OVERRIDES = Set.of(RULES + "deny-overrides", RULES + "ordered-deny-overrides");

    /** The ways to combine policies so that a Deny is never overridden. */
    static final Set<String> POLICIES_DENY_OVERRIDES =
            Set.of(POLICIES + "deny-overrides", POLICIES + "ordered-deny-overrides");

    private Xacml() {}

    /** The value of an attribute that has no namespace; empty if it is not there. */
    static String value(Attributes attributes, String name) {
        int index = attributes.getIndex("", name);
        return index < 0 ? "" : attributes.getValue(index);
    }

    /** The name of a policy: the last part of its id, after the last colon. */
    static String shortName(String policyId) {
        return policyId.substring(policyId.lastIndexOf(':') + 1);
    }
}
