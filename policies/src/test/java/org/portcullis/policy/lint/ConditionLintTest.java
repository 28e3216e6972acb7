package org.portcullis.policy.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.portcullis.policy.PackLoader;
import org.portcullis.policy.catalogue.LintRule;
import org.portcullis.policy.source.Finding;

/** Values in conditions are looked at like those in targets, however functions are put together. */
class ConditionLintTest {
    private static final String XS = "http://www.w3.org/2001/XMLSchema#";
    private static final String STRING = "DataType=\"" + XS + "string\"";
    private static final String XACML = "urn:oasis:names:tc:xacml:1.0:function:";

    @TempDir
    private Path directory;

    private ExamplePack pack;

    @BeforeEach
    void aCleanPack() throws IOException {
        pack = ExamplePack.in(directory);
    }

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource({
        "equal, 'different', ''",
        "equal, 'diferent', VALUE_NEVER_GIVEN",
        "equal, ' different', BLANKS_IN_VALUE",
        "is-in, 'same', ''",
        "is-in, 'samee', VALUE_NEVER_GIVEN",
        "member, 'unknown', ''",
        "member, 'unknow', VALUE_NEVER_GIVEN",
        "any-of, '/atlas', ''",
        "any-of, 'atlas', MALFORMED_NAME",
        "any-of, '/atlas/Role=pilot', MALFORMED_NAME",
    })
    void aValueInAConditionIsLookedAt(String form, String value, String rule) throws IOException {
        pack.apply("xml rules", rule("Deny", condition(form, value)));

        assertThat(findings()).extracting(finding -> finding.rule().name()).containsExactlyElementsOf(words(rule));
    }

    @Test
    void whatWasProbablyMeantIsSuggested() throws IOException {
        pack.apply("xml rules", rule("Deny", condition("equal", "diferent")));

        assertThat(findings()).singleElement().satisfies(finding -> {
            assertThat(finding.suggestion()).isEqualTo("did you mean `different`?");
            assertThat(finding.at().toString()).startsWith("policy/checks.xml:");
            assertThat(finding).hasToString(finding.at() + ": " + finding.message() + "; " + finding.suggestion());
        });
    }

    @Test
    void aVariableAroundAPermitMustNotReadNamesWidelyEither() throws IOException {
        String wide = "<Apply FunctionId=\"" + XACML.replace("1.0", "3.0") + "any-of\">"
                + "<Function FunctionId=\"urn:portcullis:function:dn-match-wide\"/>" + value("/CN=Ann")
                + designator(
                        "urn:portcullis:subject:dn", "urn:oasis:names:tc:xacml:1.0:subject-category:access-subject")
                + "</Apply>";
        pack.apply(
                "xml rules",
                "<VariableDefinition VariableId=\"ann\">" + wide + "</VariableDefinition>"
                        + rule("Permit", "<VariableReference VariableId=\"ann\"/>"));

        assertThat(findings()).extracting(Finding::rule).containsOnly(LintRule.WIDE_MATCH_IN_PERMIT);
    }

    @Test
    void aFileThatIsNotXmlIsOneFindingAndNotMany() throws IOException {
        pack.apply("xml policy/checks.xml", "<Policy");

        assertThat(findings())
                .filteredOn(finding -> finding.at().file().equals("policy/checks.xml"))
                .extracting(Finding::rule)
                .containsExactly(LintRule.NOT_XACML);
    }

    private List<Finding> findings() {
        return PackLoader.lint(directory, Instant.parse("2030-01-01T00:00:00Z"));
    }

    private static List<String> words(String rule) {
        return rule.isEmpty() ? List.of() : List.of(rule);
    }

    private static String condition(String form, String value) {
        String environment = "urn:oasis:names:tc:xacml:3.0:attribute-category:environment";
        String sameVo = designator("urn:portcullis:mupj:same-vo", environment);
        return switch (form) {
            case "equal" -> apply("string-equal", apply("string-one-and-only", sameVo) + value(value));
            case "is-in" -> apply("string-is-in", value(value) + sameVo);
            case "member" ->
                apply("string-at-least-one-member-of", sameVo + apply("string-bag", value("same") + value(value)));
            default ->
                "<Apply FunctionId=\"urn:oasis:names:tc:xacml:3.0:function:any-of\">"
                        + "<Function FunctionId=\"urn:portcullis:function:fqan-below\"/>" + value(value)
                        + designator(
                                        "urn:portcullis:subject:fqan",
                                        "urn:oasis:names:tc:xacml:1.0:subject-category:access-subject")
                                .replace("\"true\"", "\"false\"")
                        + "</Apply>";
        };
    }

    private static String rule(String effect, String condition) {
        String reason = "<ObligationExpressions><ObligationExpression ObligationId=\"urn:portcullis:obligation:reason\""
                + " FulfillOn=\"Deny\"><AttributeAssignmentExpression AttributeId=\"urn:portcullis:reason-code\">"
                + value("vo-mismatch")
                + "</AttributeAssignmentExpression></ObligationExpression></ObligationExpressions>";
        return "<!-- source: a test [I] -->\n<Rule RuleId=\"r\" Effect=\"" + effect
                + "\"><Description>A test.</Description>\n<Condition>" + condition + "</Condition>"
                + (effect.equals("Deny") ? reason : "") + "</Rule>";
    }

    private static String apply(String function, String arguments) {
        return "<Apply FunctionId=\"" + XACML + function + "\">" + arguments + "</Apply>";
    }

    private static String value(String text) {
        return "<AttributeValue " + STRING + ">" + text + "</AttributeValue>";
    }

    private static String designator(String attribute, String category) {
        return "<AttributeDesignator AttributeId=\"" + attribute + "\" " + STRING + " Category=\"" + category
                + "\" MustBePresent=\"true\"/>";
    }
}
