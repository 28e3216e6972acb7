package org.portcullis.policy.importing.xacml2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.portcullis.policy.importing.Finding;
import org.portcullis.policy.importing.ImportException;
import org.portcullis.policy.importing.Imported;
import org.portcullis.policy.importing.Imported.Asker;
import org.portcullis.policy.importing.ImportedPack;
import org.portcullis.policy.importing.Outcome;
import org.portcullis.policy.source.PackFile;

class Xacml2ImportTest {
    private static final Asker ANN = new Asker("/C=XX/O=Grid/CN=Ann", List.of("/atlas/Role=pilot"), List.of("atlas"));
    private static final Asker CEM = new Asker("/C=XX/O=Grid/CN=Cem", List.of("/cms"), List.of());
    private static final String NAMESPACE = " xmlns=\"urn:oasis:names:tc:xacml:2.0:policy:schema:os\"";
    private static final String ALGORITHM = "urn:oasis:names:tc:xacml:1.0:rule-combining-algorithm:";
    private static final String FUNCTION = "urn:oasis:names:tc:xacml:1.0:function:";
    private static final String STRING = " DataType=\"http://www.w3.org/2001/XMLSchema#string\"";
    private static final String VO = "http://glite.org/xacml/attribute/virtual-organization";
    private static final String PERMIT_ATLAS = rule("Permit", subject("string-equal", VO, "atlas"));

    private static final String NAME_IS_CEM = "<Subject><SubjectMatch MatchId=\"" + FUNCTION
            + "x500Name-equal\"><AttributeValue DataType=\"urn:oasis:names:tc:xacml:1.0:data-type:x500Name\">cn=cem, o=grid,"
            + " c=xx</AttributeValue><SubjectAttributeDesignator AttributeId=\"urn:oasis:names:tc:xacml:1.0:subject:subject-id\""
            + " DataType=\"urn:oasis:names:tc:xacml:1.0:data-type:x500Name\"/></SubjectMatch></Subject>";

    @TempDir
    private Path directory;

    @Test
    void thePoliciesOfAPapAsItShowsThemDecideAsTheyDidThere() {
        ImportedPack imported = imported(asThePapShowsThem());
        Imported pack = Imported.load(imported, directory);

        assertThat(imported.hasLosses()).as("%s", imported.findings()).isFalse();
        assertThat(pack.permits(ANN, "http://x.org/wn", "run")).isTrue();
        assertThat(pack.permits(ANN, "http://x.org/wnXX", "run")).isFalse();
        assertThat(pack.permits(ANN, "prefix-http://x.org/wn", "run")).isFalse();
        assertThat(pack.permits(CEM, "http://x.org/wn", "run")).isFalse();
        assertThat(pack.permits(new Asker("/O=Grid/CN=D", List.of("/cms"), List.of()), "http://x.org/wn", "run"))
                .isTrue();
        assertThat(imported.findings())
                .extracting(finding -> finding.at().line())
                .contains(5, 11, 21);
    }

    private static String asThePapShowsThem() {
        return """
                default (local):

                <?xml version="1.0" encoding="UTF-8"?>
                <xacml:PolicySet xmlns:xacml="urn:oasis:names:tc:xacml:2.0:policy:schema:os" PolicySetId="default-1" Version="1"
                    PolicyCombiningAlgId="urn:oasis:names:tc:xacml:1.0:policy-combining-algorithm:first-applicable">
                  <xacml:Target/>
                  <xacml:PolicySetIdReference>wn-1</xacml:PolicySetIdReference>
                </xacml:PolicySet>
                <?xml version="1.0" encoding="UTF-8"?>
                <xacml:PolicySet xmlns:xacml="urn:oasis:names:tc:xacml:2.0:policy:schema:os" PolicySetId="wn-1"
                    PolicyCombiningAlgId="urn:oasis:names:tc:xacml:1.0:policy-combining-algorithm:first-applicable">
                  <xacml:Target><xacml:Resources><xacml:Resource>
                    <xacml:ResourceMatch MatchId="urn:oasis:names:tc:xacml:1.0:function:string-regexp-match">
                      <xacml:AttributeValue DataType="http://www.w3.org/2001/XMLSchema#string">http://x.org/wn</xacml:AttributeValue>
                      <xacml:ResourceAttributeDesignator AttributeId="urn:oasis:names:tc:xacml:1.0:resource:resource-id"
                          DataType="http://www.w3.org/2001/XMLSchema#string" MustBePresent="false"/>
                    </xacml:ResourceMatch>
                  </xacml:Resource></xacml:Resources></xacml:Target>
                  <xacml:PolicyIdReference>public_1</xacml:PolicyIdReference>
                </xacml:PolicySet>
                """
                + policy(
                        "public_1",
                        "first-applicable",
                        rule("Deny", NAME_IS_CEM)
                                + PERMIT_ATLAS
                                + rule(
                                        "Permit",
                                        subject(
                                                "http://glite.org/xacml/algorithm/fqan-match",
                                                "http://glite.org/xacml/attribute/fqan",
                                                "/cms/Role=NULL")));
    }

    @Test
    void alternativesOfATargetStayAlternativesAndMatchesOfOneMustAllHold() {
        String either = subject("string-equal", VO, "ops") + subject("string-equal", VO, "atlas");
        String both = either.replace("</Subject><Subject>", "");

        assertThat(load("first-applicable", rule("Permit", either)).permits(ANN, "wn", "run"))
                .isTrue();
        assertThat(imported(policy("p", "first-applicable", rule("Permit", both)))
                        .files()
                        .get("policy/part-1.xml"))
                .containsOnlyOnce("<AllOf>");
    }

    @Test
    void denyOverridesStaysSo() {
        String rules = PERMIT_ATLAS + rule("Deny", subject("string-equal", VO, "atlas"));

        assertThat(load("deny-overrides", rules).permits(ANN, "wn", "run")).isFalse();
    }

    @ParameterizedTest(name = "{0} denies {1}")
    @CsvSource({"string-equal, wn, true", "not, wn, false", "not, ce, true"})
    void conditionsAndVariablesAreKept(String function, String value, boolean permitted) {
        String equal = "<Apply FunctionId=\"" + FUNCTION + "string-is-in\"><AttributeValue" + STRING + ">" + value
                + "</AttributeValue><ResourceAttributeDesignator AttributeId=\"urn:oasis:names:tc:xacml:1.0:resource:resource-id\""
                + STRING + "/></Apply>";
        String condition = function.equals("not")
                ? "<Apply FunctionId=\"" + FUNCTION + "not\"><VariableReference VariableId=\"v\"/></Apply>"
                : equal;
        String rules = "<VariableDefinition VariableId=\"v\">" + equal + "</VariableDefinition>"
                + "<Rule RuleId=\"r\" Effect=\"Permit\"><Condition>" + condition + "</Condition></Rule>";

        assertThat(load("first-applicable", rules).permits(ANN, "wn", "run")).isEqualTo(permitted);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "urn:site:own | string-equal | the attribute `urn:site:own` has no equivalent here",
                "http://glite.org/xacml/attribute/virtual-organization | string-regexp-match | cannot be used on a VO",
                "urn:oasis:names:tc:xacml:1.0:subject:subject-id | x500Name-match | cannot be used on a name here",
            })
    void whatCannotBeSaidIsLostAndMakesThePackStricter(String attribute, String function, String message) {
        String unknown = subject(function, attribute, "x");
        ImportedPack imported = imported(policy(
                "p",
                "first-applicable",
                "\n" + rule("Permit", unknown) + "\n" + PERMIT_ATLAS + "\n" + rule("Deny", unknown) + "\n"
                        + rule("Permit", subject("string-equal", VO, "cms"))));
        Imported pack = Imported.load(imported, directory);

        assertThat(imported.findings())
                .filteredOn(finding -> finding.outcome() == Outcome.LOST)
                .hasSize(2)
                .allSatisfy(finding -> assertThat(finding.message()).contains(message))
                .extracting(finding -> finding.at().line())
                .containsExactly(2, 4);
        assertThat(pack.permits(ANN, "wn", "run")).isTrue();
        assertThat(pack.permits(CEM, "wn", "run")).isFalse();
    }

    @Test
    void aTargetOfAPolicyThatCannotBeSaidLeavesItsPermitsOut() {
        String text = policy("p", "first-applicable", PERMIT_ATLAS + rule("Deny", subject("string-equal", VO, "cms")))
                .replaceFirst(
                        "<Target/>",
                        "<Target><Subjects>" + subject("string-equal", "urn:site:own", "x") + "</Subjects></Target>");
        Imported pack = Imported.load(imported(text), directory);

        assertThat(pack.permits(ANN, "wn", "run")).isFalse();
        assertThat(imported(text).findings())
                .extracting(Finding::outcome)
                .containsExactly(Outcome.LOST, Outcome.LOST, Outcome.KEPT);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "<!DOCTYPE a><Policy/> | f:1:1: a DOCTYPE is not allowed; take it out",
                "<Policy NS> | not XML: The element type",
                "<!-- --> | f:1:1: there is no policy to import",
                "<Policy xmlns='urn:oasis:names:tc:xacml:1.0:policy'/> | f:1:54: `Policy` is in the namespace `urn:oasis:names:tc:xacml:1.0:policy`; XACML 1 is not read",
                "<Policy xmlns='urn:oasis:names:tc:xacml:3.0:core:schema:wd-17'/> | XACML 3.0 needs no import",
                "<Rule NS/> | `Rule` is neither a Policy nor a PolicySet",
                "<Policy NS PolicyId='p' RuleCombiningAlgId='urn:oasis:names:tc:xacml:1.0:rule-combining-algorithm:permit-overrides'/> | permit-overrides` is not allowed in packs, where no Permit may hide a Deny; rewrite this policy as first-applicable",
                "<PolicySet NS PolicySetId='p' PolicyCombiningAlgId='urn:oasis:names:tc:xacml:1.0:policy-combining-algorithm:only-one-applicable'/> | is not allowed in packs",
                "<Policy NS PolicyId='p' ALG><Ruel/></Policy> | `Ruel` does not belong here, did you mean `Rule`?",
                "<Policy NS PolicyId='p' ALG><Rule RuleId='r' Effect='Maybe'/></Policy> | the Effect of a rule is `Permit` or `Deny`, not `Maybe`",
                "<Policy NS PolicyId='p' ALG/><Policy NS PolicyId='p' ALG/> | this id stands at f:1:",
                "<Policy NS PolicyId='p' ALG/><Policy NS PolicyId='q' ALG/> | no set refers to this policy, but there are others",
                "<PolicySet NS PolicySetId='s' SET><PolicyIdReference>x</PolicyIdReference></PolicySet> | none of the files holds a Policy with the id `x`",
                "<PolicySet NS PolicySetId='s' SET><PolicySetIdReference>s</PolicySetIdReference></PolicySet> | circle",
                "<Policy NS PolicyId='p' ALG><Rule RuleId='r' Effect='Deny'><Condition><AttributeSelector/></Condition></Rule></Policy> | XPath is not supported",
                "<Policy NS PolicyId='p' ALG><VariableDefinition VariableId='v'><VariableReference VariableId='v'/></VariableDefinition><Rule RuleId='r' Effect='Deny'><Condition><VariableReference VariableId='v'/></Condition></Rule></Policy> | too deep or in a circle",
            })
    void whatNoPackMayHoldIsRefusedAtItsPlace(String text, String message) {
        String document = text.replace("NS", NAMESPACE)
                .replace("ALG", "RuleCombiningAlgId='" + ALGORITHM + "first-applicable'")
                .replace(
                        "SET",
                        "PolicyCombiningAlgId='urn:oasis:names:tc:xacml:1.0:policy-combining-algorithm:first-applicable'");

        assertThatThrownBy(() -> imported(document))
                .isInstanceOf(ImportException.class)
                .hasMessageStartingWith("f:1:")
                .hasMessageContaining(message);
    }

    @Test
    void elementsAreNotNestedWithoutEnd() {
        String set = "<PolicySet PolicySetId='s'>";
        String text =
                set.replace("<PolicySet", "<PolicySet" + NAMESPACE) + set.repeat(5000) + "</PolicySet>".repeat(5001);

        assertThatThrownBy(() -> imported(text)).hasMessageContaining("more than 60 deep");
    }

    @Test
    void theRootCanBeNamed() {
        String text = policy("p", "first-applicable", PERMIT_ATLAS)
                + policy("q", "first-applicable", rule("Deny", subject("string-equal", VO, "atlas")));

        ImportedPack imported = Xacml2Import.read("site", List.of(new PackFile("f", text)), "p");

        assertThat(Imported.load(imported, directory).permits(ANN, "wn", "run")).isTrue();
    }

    @Test
    void obligationsThatMapAreNotMissedOthersAre() {
        String obligations =
                "<Obligations><Obligation ObligationId=\"http://glite.org/xacml/obligation/local-environment-map\""
                        + " FulfillOn=\"Permit\"/><Obligation ObligationId=\"urn:other\" FulfillOn=\"Permit\"/></Obligations>";

        assertThat(imported(policy("p", "first-applicable", PERMIT_ATLAS + obligations))
                        .findings())
                .extracting(Finding::outcome)
                .containsExactly(Outcome.KEPT, Outcome.CHANGED, Outcome.LOST, Outcome.KEPT);
    }

    private Imported load(String algorithm, String rules) {
        return Imported.load(imported(policy("p", algorithm, rules)), directory);
    }

    private static ImportedPack imported(String text) {
        return Xacml2Import.read("site", List.of(new PackFile("f", text)), "");
    }

    private static String policy(String id, String algorithm, String rules) {
        return "<Policy" + NAMESPACE + " PolicyId=\"" + id + "\" Version=\"1\" RuleCombiningAlgId=\"" + ALGORITHM
                + algorithm + "\"><Target/>" + rules + "</Policy>";
    }

    private static String rule(String effect, String subjects) {
        return "<Rule RuleId=\"r\" Effect=\"" + effect + "\"><Target><Subjects>" + subjects
                + "</Subjects></Target></Rule>";
    }

    private static String subject(String function, String attribute, String value) {
        String uri = function.startsWith("http") ? function : FUNCTION + function;
        return "<Subject><SubjectMatch MatchId=\"" + uri + "\"><AttributeValue" + STRING + ">" + value
                + "</AttributeValue><SubjectAttributeDesignator AttributeId=\"" + attribute + "\"" + STRING
                + "/></SubjectMatch></Subject>";
    }
}
