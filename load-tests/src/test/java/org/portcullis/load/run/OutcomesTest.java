package org.portcullis.load.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class OutcomesTest {
    private static final long MILLI = 1_000_000;

    @Test
    void responseTimeCountsFromWhenARequestWasDueAndServiceTimeFromWhenItLeft() {
        Outcomes outcomes = new Outcomes();

        outcomes.answered(100 * MILLI, 130 * MILLI, 150 * MILLI);

        LoadReport report = outcomes.report(1);
        assertThat(report.response().max()).isCloseTo(50, Percentage.withPercentage(0.2));
        assertThat(report.service().max()).isCloseTo(20, Percentage.withPercentage(0.2));
    }

    @Test
    void percentilesAreThoseOfAllAnswers() {
        Outcomes outcomes = new Outcomes();

        for (int millis = 1; millis <= 1000; millis++) {
            outcomes.answered(0, 0, millis * MILLI);
        }

        Percentiles response = outcomes.report(1000).response();
        assertThat(response.p50()).isCloseTo(500, Percentage.withPercentage(0.2));
        assertThat(response.p90()).isCloseTo(900, Percentage.withPercentage(0.2));
        assertThat(response.p99()).isCloseTo(990, Percentage.withPercentage(0.2));
        assertThat(response.p999()).isCloseTo(999, Percentage.withPercentage(0.2));
        assertThat(response.max()).isCloseTo(1000, Percentage.withPercentage(0.2));
    }

    @Test
    void errorsAreCountedByKindAndAreInNoHistogram() {
        Outcomes outcomes = new Outcomes();

        outcomes.failed("timeout", 1);
        outcomes.failed("timeout", 2);
        outcomes.failed(Outcomes.ABANDONED, 0);

        LoadReport report = outcomes.report(3);
        assertThat(report.errors()).isEqualTo(Map.of("timeout", 3L));
        assertThat(report.failed()).isEqualTo(3);
        assertThat(report.done()).isZero();
        assertThat(report.response()).isEqualTo(new Percentiles(0, 0, 0, 0, 0));
    }

    @Test
    void timesOfWhatWasTurnedAwayAreKeptApart() {
        Outcomes outcomes = new Outcomes();

        outcomes.refused(Outcomes.SHED, 5 * MILLI);
        outcomes.refused("http-500", 80 * MILLI);

        LoadReport report = outcomes.report(2);
        assertThat(report.shed().max()).isCloseTo(5, Percentage.withPercentage(0.2));
        assertThat(report.errors()).isEqualTo(Map.of("http-500", 1L, Outcomes.SHED, 1L));
        assertThat(report.done()).isZero();
    }

    @Test
    void timesBeyondTheScaleAreKeptAtItsEnds() {
        Outcomes outcomes = new Outcomes();

        outcomes.lagged(Long.MAX_VALUE);
        outcomes.lagged(-1);

        Percentiles lag = outcomes.report(2).lag();
        assertThat(lag.max()).isCloseTo(7_200_000, Percentage.withPercentage(0.2));
        assertThat(lag.p50()).isZero();
    }
}
