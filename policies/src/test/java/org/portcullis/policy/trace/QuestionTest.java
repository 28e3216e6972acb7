package org.portcullis.policy.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.portcullis.policy.trace.Outcome.ERROR;
import static org.portcullis.policy.trace.Outcome.MATCHED;
import static org.portcullis.policy.trace.Outcome.NOT_ASKED;
import static org.portcullis.policy.trace.Outcome.NOT_MATCHED;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.portcullis.policy.source.Position;

class QuestionTest {
    @ParameterizedTest
    @CsvSource({
        "MATCHED MATCHED, MATCHED, MATCHED",
        "MATCHED NOT_MATCHED, NOT_MATCHED, MATCHED",
        "MATCHED ERROR, ERROR, MATCHED",
        "NOT_MATCHED ERROR, NOT_MATCHED, ERROR",
        "NOT_MATCHED NOT_MATCHED, NOT_MATCHED, NOT_MATCHED",
        "ERROR ERROR, ERROR, ERROR",
        "NOT_ASKED MATCHED, NOT_ASKED, MATCHED",
    })
    void whatIsDecisiveOutweighsWhatFails(String outcomes, Outcome all, Outcome any) {
        List<Outcome> given =
                Arrays.stream(outcomes.split(" ", -1)).map(Outcome::valueOf).toList();

        assertThat(Outcome.all(given)).isEqualTo(all);
        assertThat(Outcome.any(given)).isEqualTo(any);
    }

    @Test
    void whatAsksNothingAlwaysMatches() {
        Question nothing = new Question(List.of(), List.of());

        assertThat(nothing.outcome()).isEqualTo(MATCHED);
        assertThat(nothing.text()).isEqualTo("always");
        assertThat(nothing.missing()).isEmpty();
    }

    @Test
    void aConditionCountsOnlyWhereTheTargetMatches() {
        assertThat(question(NOT_MATCHED, ERROR).outcome()).isEqualTo(NOT_MATCHED);
        assertThat(question(ERROR, NOT_MATCHED).outcome()).isEqualTo(ERROR);
        assertThat(question(MATCHED, NOT_MATCHED).outcome()).isEqualTo(NOT_MATCHED);
        assertThat(question(MATCHED, ERROR).outcome()).isEqualTo(ERROR);
        assertThat(question(NOT_ASKED, NOT_ASKED).outcome()).isEqualTo(NOT_ASKED);
    }

    @Test
    void ofSeveralAlternativesTheNearestOneIsMissed() {
        Choice choice = new Choice(List.of(
                List.of(clause("a", NOT_MATCHED), clause("b", NOT_MATCHED)),
                List.of(clause("c", MATCHED), clause("d", NOT_MATCHED), clause("e", MATCHED))));
        Question question = new Question(List.of(choice), List.of(clause("f", NOT_MATCHED)));

        assertThat(question.missing()).extracting(Clause::text).containsExactly("d", "f");
        assertThat(question.text()).isEqualTo("(a and b, or c and d and e) and f");
    }

    @Test
    void whatMatchedIsToldWithoutAlternativesThatDidNot() {
        Choice choice = new Choice(List.of(
                List.of(clause("a", MATCHED), clause("b", NOT_MATCHED)),
                List.of(clause("a", MATCHED), clause("c", MATCHED))));

        assertThat(choice.outcome()).isEqualTo(MATCHED);
        assertThat(choice.met()).extracting(Clause::text).containsExactly("a", "c");
        assertThat(choice.missing()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "PERMIT DENY ERROR_FOR_BOTH, DENY",
        "PERMIT ERROR_FOR_BOTH, ERROR_FOR_BOTH",
        "PERMIT ERROR_FOR_DENY, ERROR_FOR_BOTH",
        "ERROR_FOR_PERMIT ERROR_FOR_DENY, ERROR_FOR_BOTH",
        "ERROR_FOR_DENY NOT_APPLICABLE, ERROR_FOR_DENY",
        "PERMIT ERROR_FOR_PERMIT, PERMIT",
        "ERROR_FOR_PERMIT NOT_APPLICABLE, ERROR_FOR_PERMIT",
        "NOT_APPLICABLE NOT_APPLICABLE, NOT_APPLICABLE",
    })
    void denyOverridesAndErrorsKeepWhatTheyMightHaveBeen(String parts, Said combined) {
        List<Said> said = Arrays.stream(parts.split(" ", -1)).map(Said::valueOf).toList();

        assertThat(Said.denyOverrides(said)).isEqualTo(combined);
    }

    @Test
    void withoutItsTargetADecisionIsOnlyAPossibility() {
        assertThat(Said.PERMIT.withoutTarget()).isEqualTo(Said.ERROR_FOR_PERMIT);
        assertThat(Said.DENY.withoutTarget()).isEqualTo(Said.ERROR_FOR_DENY);
        assertThat(Said.NOT_APPLICABLE.withoutTarget()).isEqualTo(Said.NOT_APPLICABLE);
        assertThat(Said.NOT_APPLICABLE.isError()).isFalse();
        assertThat(Said.ERROR_FOR_BOTH.withoutTarget().isError()).isTrue();
    }

    @Test
    void aRuleThatIsNotAskedSaysNothing() {
        Part.Head head = new Part.Head("p/r", "", new Position("p.xml", 1, 1));

        assertThat(new RuleTrace(head, false, List.of(), question(MATCHED, MATCHED), true).said())
                .isEqualTo(Said.DENY);
        assertThat(new RuleTrace(head, false, List.of(), question(MATCHED, MATCHED), false).said())
                .isEqualTo(Said.NOT_APPLICABLE);
        assertThat(new RuleTrace(head, true, List.of(), question(MATCHED, ERROR), true).said())
                .isEqualTo(Said.ERROR_FOR_PERMIT);
    }

    private static Question question(Outcome target, Outcome condition) {
        return new Question(
                List.of(new Choice(List.of(List.of(clause("t", target))))), List.of(clause("c", condition)));
    }

    private static Clause clause(String text, Outcome outcome) {
        return new Clause(new Position("p.xml", 1, 1), text, Map.of(), outcome);
    }
}
