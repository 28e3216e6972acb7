package org.portcullis.policy.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.portcullis.policy.DraftPack.rule;
import static org.portcullis.policy.DraftPack.subjectIs;

import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.portcullis.policy.DraftPack;
import org.portcullis.policy.Evaluation;
import org.portcullis.policy.PackException;
import org.portcullis.policy.PolicyPack;
import org.portcullis.policy.Requests;
import org.portcullis.policy.facts.Fact;
import org.portcullis.profile.Decision;

class FullMatchTest {
    private static final String EQUAL = "urn:oasis:names:tc:xacml:1.0:function:string-equal";

    @TempDir
    private Path directory;

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "/O=Grid/CN=.*, true",
        "/O=Grid/CN=Ann, true",
        "Grid, false",
        "/O=Grid/CN=An, false",
        "/O=Grid/CN=(Ann|Ben), true",
        "/o=grid/cn=ann, false",
    })
    void aPatternMustFitTheWholeString(String pattern, boolean fits) {
        assertThat(ask(pattern, "/O=Grid/CN=Ann").decision() instanceof Decision.Permit)
                .isEqualTo(fits);
    }

    /** A backtracking matcher would not come back from this one. */
    @Test
    @Timeout(20)
    void aBadPatternTakesNoLongerThanAGoodOne() {
        String name = "/CN=" + "a".repeat(900) + "!";

        Evaluation evaluation = ask("/CN=(a+)+", name);

        assertThat(evaluation.decision()).isInstanceOf(Decision.NotApplicable.class);
    }

    @Test
    void whatIsNoPatternRefusesThePack() {
        assertThatThrownBy(() -> pack("(")).isInstanceOf(PackException.class).hasMessageContaining("not a pattern");
    }

    @Test
    void aPatternThatIsNotWrittenDownRefusesThePack() {
        String dn =
                "<Apply FunctionId=\"urn:oasis:names:tc:xacml:1.0:function:string-one-and-only\"><AttributeDesignator"
                        + " AttributeId=\"" + Fact.SUBJECT_DN.uri()
                        + "\" DataType=\"http://www.w3.org/2001/XMLSchema#string\""
                        + " Category=\"" + Fact.SUBJECT_DN.category().uri() + "\" MustBePresent=\"true\"/></Apply>";
        String condition = "<Rule RuleId=\"r\" Effect=\"Deny\"><Condition><Apply FunctionId=\"" + Xacml.FULL_MATCH
                + "\">" + dn + dn + "</Apply></Condition></Rule>";

        assertThatThrownBy(() -> DraftPack.in(directory).rules("p", condition).load("p"))
                .isInstanceOf(PackException.class)
                .hasMessageContaining("the pattern of a full-match must be a literal");
    }

    private Evaluation ask(String pattern, String dn) {
        return pack(pattern).evaluate(Requests.directJob(dn), Requests.at(Instant.EPOCH));
    }

    private PolicyPack pack(String pattern) {
        String match = subjectIs(Fact.SUBJECT_DN.uri(), pattern).replace(EQUAL, Xacml.FULL_MATCH);
        return DraftPack.in(directory).rules("p", rule("r", "Permit", match)).load("p");
    }
}
