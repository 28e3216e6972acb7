package org.portcullis.load.crowd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.portcullis.load.run.Verdict;

class MixTest {
    @Test
    void sharesAreReadAsPeopleWriteThem() {
        assertThat(Mix.parse("permit=80,deny=15,na=5").shares())
                .isEqualTo(Map.of(Verdict.PERMIT, 80, Verdict.DENY, 15, Verdict.NOT_APPLICABLE, 5));
    }

    @ParameterizedTest
    @CsvSource({
        "0, PERMIT",
        "0.79, PERMIT",
        "0.81, DENY",
        "0.94, DENY",
        "0.96, NOT_APPLICABLE",
        "0.9999, NOT_APPLICABLE"
    })
    void aNumberFallsToTheShareItIsIn(double number, Verdict verdict) {
        assertThat(Mix.parse("permit=80,deny=15,na=5").at(number)).isEqualTo(verdict);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "permit", "permit=", "permit=-1", "permit=1,permit=2", "maybe=1", "permit=1 ", "permit=0"})
    void nonsenseIsRefusedWithAnExample(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Mix.parse(text))
                .withMessageContaining("permit=80,deny=15,na=5");
    }
}
