package org.portcullis.load.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AxisTest {
    @ParameterizedTest
    @CsvSource({"0.9, 1", "0.99, 2", "0.999, 3", "0, 0"})
    void eachNineIsAsFarAsTheOneBefore(double share, double nine) {
        assertThat(Axis.nine(share)).isCloseTo(nine, within(1e-9));
    }

    @Test
    void logarithmicAxesGoFromPowerToPower() {
        Axis axis = Axis.logarithmic("ms", List.of(0.0, 0.5, 30.0));

        assertThat(axis.from()).isEqualTo(0.1);
        assertThat(axis.to()).isEqualTo(100);
        assertThat(axis.place(1)).isCloseTo(1 / 3.0, within(1e-9));
        assertThat(axis.place(0)).isZero();
        assertThat(axis.place(1000)).isEqualTo(1);
        assertThat(axis.marks()).extracting(Axis.Mark::text).containsExactly("0.1", "1", "10", "100");
    }

    @ParameterizedTest
    @CsvSource({"0.01, 0.01", "10, 10", "853.541, 853.541", "-0.00000001, 0", "42750, 42750", "0.1234567, 0.1235"})
    void numbersHaveNoMoreDigitsThanTheyNeed(double number, String text) {
        assertThat(Html.number(number)).isEqualTo(text);
    }

    @Test
    void linearAxesHaveRoundMarks() {
        Axis axis = Axis.linear("per second", DoubleStream.of(3, 187));

        assertThat(axis.marks()).extracting(Axis.Mark::text).containsExactly("0", "50", "100", "150", "200");
        assertThat(axis.place(100)).isEqualTo(0.5);
    }

    @Test
    void axesOfNothingStillStand() {
        assertThat(Axis.linear("per second", DoubleStream.of(0, 0)).place(0)).isZero();
        assertThat(Axis.logarithmic("ms", List.of()).marks()).isNotEmpty();
        assertThat(Axis.time(0, 0).marks()).isNotEmpty();
    }
}
