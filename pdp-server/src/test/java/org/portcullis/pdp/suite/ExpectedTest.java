package org.portcullis.pdp.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpectedTest {
    private static final Map<String, String> UIDGID = Map.of("id", "uidgid", "uid", "20049", "gid", "2000");

    @ParameterizedTest
    @CsvSource({
        "20049, true",
        "20048, false",
        "~[20000-20049], true",
        "~[20000-20048], false",
        "~2004., true",
        "~2004, false",
    })
    void valuesAreEqualOrInARangeOrFitAPatternAsAWhole(String wanted, boolean met) {
        Expected expected = new Expected(Map.of(), true, List.of(Map.of("id", "uidgid", "uid", wanted)));

        assertThat(expected.unmetBy(new CaseAnswer(Map.of(), List.of(UIDGID))).isEmpty())
                .isEqualTo(met);
    }

    @Test
    void anObligationThatNobodyExpectsIsAFailure() {
        CaseAnswer answer = new CaseAnswer(Map.of(), List.of(UIDGID, Map.of("id", "username", "user", "a")));

        assertThat(new Expected(Map.of(), true, List.of(Map.of("id", "uidgid"))).unmetBy(answer))
                .singleElement()
                .asString()
                .startsWith("obligations: expected [{id=uidgid}] but were ");
        assertThat(new Expected(Map.of(), false, List.of()).unmetBy(answer)).isEmpty();
    }

    @Test
    void everyFieldThatIsOtherwiseIsNamed() {
        Expected expected = new Expected(Map.of("decision", "Permit", "rule", "a/b"), false, List.of());

        assertThat(expected.unmetBy(new CaseAnswer(Map.of("decision", "Deny", "rule", ""), List.of())))
                .containsExactlyInAnyOrder(
                        "decision: expected `Permit` but was `Deny`", "rule: expected `a/b` but was nothing");
    }

    @Test
    void whatTheAnswerDoesNotTellIsNotHeldAgainstIt() {
        Expected expected = new Expected(Map.of("decision", "Deny", "reason", "no-policy"), false, List.of());

        assertThat(expected.unmetBy(new CaseAnswer(Map.of("decision", "Deny"), List.of())))
                .isEmpty();
    }
}
