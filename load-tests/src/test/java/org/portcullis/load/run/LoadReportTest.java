package org.portcullis.load.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoadReportTest {
    private static final Percentiles RESPONSE = new Percentiles(1, 2, 5.5, 10, 20);
    private static final Percentiles SERVICE = new Percentiles(1, 2, 5, 9, 19);
    private static final Percentiles SHED = new Percentiles(0.2, 0.3, 0.4, 0.5, 0.6);

    @Test
    void peopleReadATable() {
        assertThat(ReportText.table(report(0.25, Map.of("http-503", 2L, "timeout", 1L))))
                .isEqualTo("""
                offered 100, done 97, errors 3
                  http-503       2
                  timeout        1
                                       p50       p90       p99     p99.9       max  ms
                response time        1.000     2.000     5.500    10.000    20.000
                service time         1.000     2.000     5.000     9.000    19.000
                turned away          0.200     0.300     0.400     0.500     0.600
                generator lag        0.100     0.100     0.250     0.250     0.250
                run VALID
                """);
    }

    @Test
    void waitingBeforeLeavingIsPointedOut() {
        Percentiles slower = new Percentiles(1, 2, 5.51, 10, 20);
        LoadReport waited = new LoadReport(100, 100, new TreeMap<>(), slower, SERVICE, SHED, SERVICE);

        assertThat(waited.hasQueued()).isTrue();
        assertThat(ReportText.table(waited)).contains("NOTE response and service time differ");
        assertThat(report(0.1, Map.of()).hasQueued()).isFalse();
    }

    @Test
    void programsReadJson() {
        assertThat(ReportText.json(report(1.5, Map.of("tls", 3L)))).isEqualTo("""
                {"valid":false,"offered":100,"done":97,"errors":{"tls":3},\
                "responseMillis":{"p50":1.000,"p90":2.000,"p99":5.500,"p99.9":10.000,"max":20.000},\
                "serviceMillis":{"p50":1.000,"p90":2.000,"p99":5.000,"p99.9":9.000,"max":19.000},\
                "shedMillis":{"p50":0.200,"p90":0.300,"p99":0.400,"p99.9":0.500,"max":0.600},\
                "lagMillis":{"p50":0.100,"p90":0.100,"p99":1.500,"p99.9":1.500,"max":1.500}}
                """);
    }

    @Test
    void aLaggingGeneratorMakesTheRunInvalid() {
        assertThat(report(1.0, Map.of()).isValid()).isTrue();
        assertThat(report(1.001, Map.of()).isValid()).isFalse();
        assertThat(ReportText.table(report(1.001, Map.of()))).contains("run INVALID");
    }

    @Test
    void aGeneratorThatDropsRequestsMakesTheRunInvalid() {
        assertThat(report(0.1, Map.of(Outcomes.DROPPED, 1L)).isValid()).isFalse();
        assertThat(report(0.1, Map.of("timeout", 1L)).isValid()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"0, 1, 1", "-1, 1, 1", "NaN, 1, 1", "200000, 1, 1", "1, 0, 1", "1, -1, 1", "1, 1, 0", "1, 1, 2000"})
    void impossiblePlansAreRefused(double rate, int seconds, int connections) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LoadPlan(
                        rate,
                        Duration.ofSeconds(seconds),
                        connections,
                        ConnectionMode.KEEP_ALIVE,
                        Duration.ofSeconds(1)));
    }

    @Test
    void requestsAreDueAtEqualDistances() {
        LoadPlan plan = new LoadPlan(3, Duration.ofSeconds(10), 1, ConnectionMode.KEEP_ALIVE, Duration.ofSeconds(1));

        assertThat(plan.requests()).isEqualTo(30);
        assertThat(plan.intendedNanos(0)).isZero();
        assertThat(plan.intendedNanos(1)).isEqualTo(333_333_333L);
        assertThat(plan.intendedNanos(3)).isEqualTo(1_000_000_000L);
    }

    private static LoadReport report(double lagP99, Map<String, Long> errors) {
        Percentiles lag = new Percentiles(0.1, 0.1, lagP99, lagP99, lagP99);
        return new LoadReport(100, 97, new TreeMap<>(errors), RESPONSE, SERVICE, SHED, lag);
    }
}
