package org.portcullis.policy.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpellingTest {
    private static final List<String> KNOWN = List.of("vos", "subject", "supported");

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "subjekt, subject",
        "vso, vos",
        "suported, supported",
        "supporting, ''",
        "anything, ''",
        "'', ''",
    })
    void theNearestWordIsNamedIfOneIsNear(String word, String meant) {
        String question = meant.isEmpty() ? "" : "did you mean `" + meant + "`?";

        assertThat(Spelling.question(word, KNOWN)).isEqualTo(question);
        assertThat(Spelling.hint(word, KNOWN)).isEqualTo(question.isEmpty() ? "" : ", " + question);
    }
}
