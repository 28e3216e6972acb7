package org.portcullis.policy.importing.xacml2;

import java.util.Set;
import org.portcullis.policy.importing.Element;
import org.portcullis.policy.importing.ImportException;
import org.portcullis.policy.source.Problems;

/** The ways to combine rules or policies that packs have too. */
final class Algorithms {
    private static final Set<String> DENY_OVERRIDES =
            Set.of("1.0 deny-overrides", "1.1 ordered-deny-overrides", "1.1 deny-overrides");

    private Algorithms() {}

    /**
     * Whether the first part of a policy that applies decides; otherwise a Deny overrides.
     *
     * @throws ImportException if it combines in any other way
     */
    static boolean isFirstApplicable(Element policy) {
        String kind = policy.name().equals("Policy") ? "rule" : "policy";
        String id = policy.attribute(kind.equals("rule") ? "RuleCombiningAlgId" : "PolicyCombiningAlgId");
        String prefix = "urn:oasis:names:tc:xacml:";
        String word = id.replace(prefix, "").replace(":" + kind + "-combining-algorithm:", " ");
        if (word.equals("1.0 first-applicable")) {
            return true;
        }
        if (DENY_OVERRIDES.contains(word)) {
            return false;
        }
        throw new ImportException(
                policy.at(),
                "the combining algorithm " + Problems.quote(id)
                        + " is not allowed in packs, where no Permit may hide a Deny; rewrite this policy as"
                        + " first-applicable, in the order in which its parts shall win");
    }
}
