package org.portcullis.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.portcullis.policy.DraftPack.rule;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.portcullis.policy.facts.Circumstances;
import org.portcullis.profile.Decision;
import org.portcullis.profile.ErrorKind;

/** Our functions as policies call them, and the budget that every function is charged to. */
class NameFunctionsTest {
    private static final Circumstances NOW = Requests.at(Instant.parse("2009-10-01T12:00:00Z"));
    private static final String STRING = "DataType=\"http://www.w3.org/2001/XMLSchema#string\"";
    private static final String CALL = "urn:portcullis:function:";

    @TempDir
    private Path directory;

    @ParameterizedTest(name = "{0} {1}: {3} {4}")
    @CsvSource(
            delimiter = '|',
            value = {
                "fqan-match | /atlas/Role=pilot | fqan | /CN=a | /atlas/Role=pilot | true",
                "fqan-match | /atlas/role=pilot/Capability=NULL | fqan | /CN=a | /cms /atlas/Role=pilot | true",
                "fqan-match | /atlas | fqan | /CN=a | /atlasx /evil/atlas | false",
                "fqan-below | /atlas | fqan | /CN=a | /atlas/de/Role=x | true",
                "fqan-below | /atlas | fqan | /CN=a | /atlasx | false",
                "fqan-role-is | pilot | primary-fqan | /CN=a | /atlas/Role=pilot | true",
                "fqan-role-is | pilot | primary-fqan | /CN=a | /atlas /atlas/Role=pilot | false",
                "dn-match | CN=a,DC=org | dn | /DC=org/CN=a | /atlas | true",
                "dn-match | /DC=org/CN=a | dn | /DC=org/CN=A | /atlas | false",
                "dn-below | /DC=org | dn | /DC=org/CN=A | /atlas | true",
                "dn-match-wide | /DC=org/CN=a | dn | /DC=org/CN=A | /atlas | true",
            })
    void aTargetMatchesByName(String function, String own, String fact, String dn, String fqans, boolean matches) {
        PolicyPack pack = DraftPack.in(directory)
                .rules("p", rule("r", "Deny", nameMatch(function, own, fact)))
                .load("p");

        Decision decision =
                pack.evaluate(Requests.directJob(dn, fqans.split(" ")), NOW).decision();

        assertThat(decision instanceof Decision.Deny).isEqualTo(matches);
        assertThat(decision instanceof Decision.NotApplicable).isNotEqualTo(matches);
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({"vo-of, atlas", "group-of, /atlas/de", "role-of, pilot"})
    void aConditionAsksForAPartOfAnFqan(String function, String part) {
        PolicyPack pack = DraftPack.in(directory)
                .rules("p", conditional("r", function, part))
                .load("p");

        assertThat(pack.evaluate(Requests.directJob("/CN=a", "/atlas/de/Role=pilot"), NOW)
                        .decision())
                .isInstanceOf(Decision.Deny.class);
        assertThat(pack.evaluate(Requests.directJob("/CN=a", "/cms/it"), NOW).decision())
                .isInstanceOf(Decision.NotApplicable.class);
    }

    @Test
    void aValueThatIsNoFqanIsAPolicyErrorAndNotASilentNo() {
        PolicyPack pack = DraftPack.in(directory)
                .rules("p", rule("all", "Permit"), rule("r", "Deny", nameMatch("fqan-match", "/atlas", "dn")))
                .load("p");

        assertThat(pack.evaluate(Requests.directJob("/CN=a", "/atlas"), NOW).decision())
                .isEqualTo(new Decision.Indeterminate(ErrorKind.POLICY_ERROR));
    }

    @Test
    void aDecisionThatCostsTooMuchIsAPolicyErrorWhateverItWouldHavePermitted() {
        String[] fqans = new String[400];
        for (int i = 0; i < fqans.length; i++) {
            fqans[i] = "/atlas/g" + i;
        }
        PolicyPack pack = DraftPack.in(directory)
                .rules("p", rule("all", "Permit"), everyPair("r"), everyPair("s"))
                .load("p");

        Decision dear = pack.evaluate(Requests.directJob("/CN=a", fqans), NOW).decision();
        Decision cheap =
                pack.evaluate(Requests.directJob("/CN=a", "/atlas"), NOW).decision();

        assertThat(dear).isEqualTo(new Decision.Indeterminate(ErrorKind.POLICY_ERROR));
        assertThat(cheap).isEqualTo(new Decision.Permit(List.of()));
    }

    private static String nameMatch(String function, String own, String fact) {
        return "<Match MatchId=\"" + CALL + function + "\"><AttributeValue " + STRING + ">" + own + "</AttributeValue>"
                + designator("urn:portcullis:subject:" + fact) + "</Match>";
    }

    private static String designator(String fact) {
        return "<AttributeDesignator AttributeId=\"" + fact + "\" " + STRING
                + " Category=\"urn:oasis:names:tc:xacml:1.0:subject-category:access-subject\" MustBePresent=\"true\"/>";
    }

    private static String conditional(String id, String function, String part) {
        return "<Rule RuleId=\"" + id + "\" Effect=\"Deny\"><Condition>" + apply("string-equal") + "<AttributeValue "
                + STRING + ">" + part + "</AttributeValue><Apply FunctionId=\"" + CALL + function + "\">"
                + apply("string-one-and-only") + designator("urn:portcullis:subject:primary-fqan")
                + "</Apply></Apply></Apply></Condition></Rule>";
    }

    /** Compares every FQAN in canonical form with every one as VOMS writes it, and finds no two that are equal. */
    private static String everyPair(String id) {
        return "<Rule RuleId=\"" + id + "\" Effect=\"Deny\"><Condition><Apply FunctionId=\""
                + "urn:oasis:names:tc:xacml:3.0:function:any-of-any\"><Function FunctionId=\""
                + "urn:oasis:names:tc:xacml:1.0:function:string-equal\"/>" + designator("urn:portcullis:subject:fqan")
                + designator("http://authz-interop.org/xacml/subject/voms-fqan") + "</Apply></Condition></Rule>";
    }

    private static String apply(String function) {
        return "<Apply FunctionId=\"urn:oasis:names:tc:xacml:1.0:function:" + function + "\">";
    }
}
