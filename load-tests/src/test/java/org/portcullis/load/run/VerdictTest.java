package org.portcullis.load.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerdictTest {
    @ParameterizedTest
    @CsvSource({
        "<c:Decision>Permit</c:Decision>,                                PERMIT",
        "<xacml-context:Decision> Deny </xacml-context:Decision>,        DENY",
        "<Decision>NotApplicable</Decision><Decision>Permit</Decision>,  NOT_APPLICABLE",
        "<Decision>Indeterminate</Decision>,                             INDETERMINATE",
        "<Decision>permit</Decision>,                                    NONE",
        "<Decision></Decision>,                                          NONE",
        "<Decision>Permit,                                               NONE",
        "<soap:Fault/>,                                                  NONE"
    })
    void theFirstDecisionElementIsWhatAnAnswerSays(String answer, Verdict verdict) {
        assertThat(Verdict.of(answer)).isEqualTo(verdict);
    }

    @ParameterizedTest
    @CsvSource({"PERMIT, PERMIT, true, permit-hot", "DENY, PERMIT, false, deny-cold", "PERMIT, NONE, true, permit"})
    void answersAreCountedByWhatTheySayAndWhoWasAskedAbout(Verdict said, Verdict expected, boolean hot, String group) {
        assertThat(new Shot(new RequestTemplate(""), expected, "atlas", hot).group(said))
                .isEqualTo(group);
    }
}
