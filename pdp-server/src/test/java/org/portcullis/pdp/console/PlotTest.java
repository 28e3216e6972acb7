package org.portcullis.pdp.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlotTest {
    @Test
    void theHighestValueIsAtTheTopAndTheLastAtTheRight() {
        String plot = page(Plot.line("words", "/s", List.of(0.0, 50.0, 100.0), 3));

        assertThat(plot).contains("points=\"60.0,150.0 387.5,82.5 715.0,15.0\"", "aria-label=\"words\"", ">100 /s<");
    }

    @Test
    void whatWasNotSeenYetIsLeftOpen() {
        assertThat(page(Plot.line("words", "/s", List.of(0.0, 10.0), 3))).contains("points=\"387.5,150.0 715.0,15.0\"");
    }

    @Test
    void nothingAtAllIsALineWithoutPoints() {
        assertThat(page(Plot.line("words", "/s", List.of(), 180))).contains("points=\"\"");
    }

    @Test
    void aBarIsAsLongAsWhatItStandsFor() {
        assertThat(page(Plot.bar(40, false))).contains("width=\"40\"", "aria-label=\"40 %\"", "class=\"filled\"");
        assertThat(page(Plot.bar(90, true))).contains("class=\"full\"");
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "3, 3", "0.123, 0.12", "99.5, 99.50", "123.4, 123"})
    void numbersHaveAsManyDigitsAsAnybodyReads(double value, String words) {
        assertThat(Plot.number(value)).isEqualTo(words);
    }

    private static String page(Html html) {
        StringBuilder page = new StringBuilder();
        html.appendTo(page);
        return page.toString();
    }
}
