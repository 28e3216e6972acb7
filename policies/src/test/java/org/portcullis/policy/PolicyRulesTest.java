package org.portcullis.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.portcullis.policy.DraftPack.match;
import static org.portcullis.policy.DraftPack.rule;
import static org.portcullis.policy.DraftPack.subjectIs;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.portcullis.policy.facts.Terms;
import org.portcullis.profile.Decision;
import org.portcullis.profile.ReasonCode;

/** What a policy may and may not say. */
class PolicyRulesTest {
    private static final String OURS = "urn:portcullis:obligation:reason";
    private static final String CODE = "urn:portcullis:reason-code";

    private static final Terms JSPG = new Terms("jspg", Terms.Responsible.USER, Terms.Mapped.PAYLOAD);

    @TempDir
    private Path directory;

    @Test
    void aDenyGivesTheReasonOfEachRuleThatMatchesInTheOrderOfTheFile() {
        PolicyPack pack = DraftPack.in(directory)
                .rules(
                        "p",
                        rule("r1", "Permit"),
                        because("r2", "Deny", OURS, CODE, "second-thoughts"),
                        because("r3", "Deny", OURS, CODE, "third-party"),
                        because("r4", "Deny", OURS, CODE, "second-thoughts"))
                .load("p");

        Evaluation answer = pack.evaluate(Requests.directJob("/CN=ann", "/atlas"), Requests.at(Instant.EPOCH));

        assertThat(answer)
                .isEqualTo(new Evaluation(
                        new Decision.Deny(new ReasonCode("second-thoughts")),
                        "p/r2",
                        List.of(new ReasonCode("second-thoughts"), new ReasonCode("third-party")),
                        JSPG));
    }

    @Test
    void aPermitNamesItsRuleAndObligesNobody() {
        PolicyPack pack =
                DraftPack.in(directory).rules("p", rule("r1", "Permit")).load("p");

        Evaluation answer = pack.evaluate(Requests.directJob("/CN=ann", "/atlas"), Requests.at(Instant.EPOCH));

        assertThat(answer).isEqualTo(new Evaluation(new Decision.Permit(List.of()), "p/r1", List.of(), JSPG));
    }

    static Stream<Arguments> forbidden() {
        String advice = "<AdviceExpressions><AdviceExpression AdviceId=\"a\" AppliesTo=\"Deny\"/></AdviceExpressions>";
        String dn = "urn:portcullis:subject:dn";
        return Stream.of(
                no(because("r", "Deny", "urn:x", CODE, "a"), "the obligation `urn:x` is not allowed here"),
                no(because("r", "Permit", OURS, CODE, "a"), "the obligation `" + OURS + "` is not allowed here"),
                no(because("r", "Deny", OURS, "urn:x", "a"), "a reason has only the attribute " + CODE),
                no(because("r", "Deny", OURS, CODE, "Not me"), "`Not me` is not a reason code"),
                no("<Rule RuleId=\"r\" Effect=\"Deny\">" + advice + "</Rule>", "advice reaches nobody"),
                no(rule("r", "Deny", subjectIs(dn, "<Rule RuleId=\"x\" Effect=\"Permit\"/>")), "must be plain text"),
                no(rule("r", "Deny") + rule("r", "Permit"), "two rules are called `p/r`"),
                no(rule("r", "Maybe"), "not XACML 3.0: "),
                no("<Rule Effect=\"Deny\"/>", "not XACML 3.0: "),
                no("<Regel/>", "not XACML 3.0: "),
                no(rule("r", "Deny", subjectIs("urn:portcullis:subject:nd", "x")), "there is no attribute `urn:port"),
                no(rule("r", "Deny", match(dn, "boolean", "true", false)), "has the data type http://www.w3.org"),
                no(rule("r", "Deny", subjectIs("urn:portcullis:action:type", "x")), "has the category urn:oasis"),
                no(
                        rule("r", "Deny", subjectIs(dn, "x").replace("Category", "Issuer=\"i\" Category")),
                        "have no issuer"),
                no(
                        rule(
                                "r",
                                "Deny",
                                match("urn:portcullis:mupj", "boolean", "perhaps", false)
                                        .replace(
                                                "urn:oasis:names:tc:xacml:1.0:subject-category:access-subject",
                                                "urn:oasis:names:tc:xacml:3.0:attribute-category:environment")),
                        "the policy cannot be compiled: "),
                no(
                        "<Rule RuleId=\"r\" Effect=\"Deny\"><Condition><Apply FunctionId=\"urn:oasis:names:tc:xacml:1.0:"
                                + "function:string-regexp-match\"/></Condition></Rule>",
                        "string-regexp-match` is not allowed"),
                no(
                        "<Rule RuleId=\"r\" Effect=\"Deny\"><Condition><AttributeSelector Category=\"c\" Path=\"/\" "
                                + "DataType=\"d\" MustBePresent=\"false\"/></Condition></Rule>",
                        "XPath is not supported"));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("forbidden")
    void whatAPolicyMustNotSayIsRefusedWithItsPlace(String rules, String problem) {
        DraftPack pack = DraftPack.in(directory).rules("p", rules);

        PackException refusal = catchThrowableOfType(PackException.class, () -> pack.load("p"));

        assertThat(refusal.problems())
                .anySatisfy(line ->
                        assertThat(line).matches("policy/p\\.xml:\\d+:\\d+: .*").contains(problem));
    }

    @Test
    void aRootThatDoesNotCombineByDenyOverridesIsRefused() {
        DraftPack pack = DraftPack.in(directory)
                .policy(
                        "p",
                        "<Policy xmlns=\"urn:oasis:names:tc:xacml:3.0:core:schema:wd-17\" PolicyId=\"p\" "
                                + "Version=\"1.0\" RuleCombiningAlgId=\"urn:oasis:names:tc:xacml:1.0:rule-combining-algorithm:"
                                + "first-applicable\"><Target/>" + rule("r", "Permit") + "</Policy>");

        PackException refusal = catchThrowableOfType(PackException.class, () -> pack.load("p"));

        assertThat(refusal.problems())
                .containsExactly(
                        "policy/p.xml:1:183: the root must combine by deny-overrides, so that no Permit hides a"
                                + " Deny");
    }

    private static Arguments no(String rules, String problem) {
        return Arguments.of(rules, problem);
    }

    private static String because(String id, String effect, String obligation, String attribute, String reason) {
        return "<Rule RuleId=\"" + id + "\" Effect=\"" + effect + "\"><ObligationExpressions><ObligationExpression"
                + " ObligationId=\"" + obligation + "\" FulfillOn=\"" + effect + "\"><AttributeAssignmentExpression"
                + " AttributeId=\"" + attribute
                + "\"><AttributeValue DataType=\"http://www.w3.org/2001/XMLSchema#string\">"
                + reason + "</AttributeValue></AttributeAssignmentExpression></ObligationExpression>"
                + "</ObligationExpressions></Rule>";
    }
}
