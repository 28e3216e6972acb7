package org.portcullis.load.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ComparisonTest {
    @Test
    void oneRunEachHasNoInterval() {
        Comparison comparison = Comparison.of(Metric.P99, runs(5), runs(6));

        assertThat(comparison.change().percent()).isCloseTo(20, within(1e-9));
        assertThat(comparison.change().hasInterval()).isFalse();
        assertThat(comparison.exceeds(19.9)).isTrue();
        assertThat(comparison.exceeds(20.1)).isFalse();
    }

    @Test
    void theIntervalOfSeveralRunsIsThatOfWelch() {
        Comparison comparison = Comparison.of(Metric.P99, runs(10, 11, 12, 10, 11), runs(13, 14, 12, 13, 14));

        assertThat(comparison.change().percent()).isCloseTo(22.2, within(0.1));
        assertThat(comparison.change().low()).isCloseTo(9.9, within(0.3));
        assertThat(comparison.change().high()).isCloseTo(36.2, within(0.3));
        assertThat(comparison.change().isUnsure()).isFalse();
    }

    @Test
    void theIntervalHoldsTheTruthNineteenTimesOfTwenty() {
        SplittableRandom random = new SplittableRandom(1);

        long held = IntStream.range(0, 400)
                .mapToObj(i -> Comparison.of(Metric.P99, noisy(random), noisy(random)))
                .filter(comparison -> comparison.change().isUnsure())
                .count();

        assertThat(held / 400.0).isBetween(0.92, 0.99);
    }

    @Test
    void lessIsWorseForARateAlone() {
        Comparison same = Comparison.of(Metric.RATE, runs(5), runs(6));
        Comparison fromNothing =
                new Comparison(Metric.ERRORS, 0, 1, new Comparison.Change(Double.POSITIVE_INFINITY, 0, 0, false));

        assertThat(same.exceeds(0)).isFalse();
        assertThat(fromNothing.exceeds(1000)).isTrue();
        assertThat(new Comparison(Metric.RATE, 10, 9, new Comparison.Change(-10, 0, 0, false)).exceeds(5))
                .isTrue();
    }

    @Test
    void runsThatAskedSomethingElseDiffer() {
        assertThat(Comparison.differences(Summaries.at("10"), Summaries.at("10")))
                .isEmpty();
        assertThat(Comparison.differences(Summaries.at("10"), Summaries.at("20")))
                .containsExactly("rate: 10 and 20");
        assertThat(Comparison.differences(Summaries.unanswered(), Summaries.at("20")))
                .containsExactly("rate: nothing and 20");
    }

    @ParameterizedTest
    @CsvSource({"p99:+10%, P99, 10", "cpu:+2.5%, CPU, 2.5", "rate:-5%, RATE, 5"})
    void gatesSayHowMuchWorseIsTooMuch(String text, Metric metric, double percent) {
        assertThat(Gate.parse(text)).isEqualTo(new Gate(metric, percent));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "p99", "p99:10%", "p99:-10%", "rate:+5%", "p99:+10", "p42:+10%"})
    void nonsenseIsNoGate(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Gate.parse(text));
    }

    private static List<Summary> runs(double... p99) {
        return DoubleStream.of(p99).mapToObj(Summaries::run).toList();
    }

    private static List<Summary> noisy(SplittableRandom random) {
        return runs(random.doubles(5, 0.9, 1.1).toArray());
    }
}
