package org.portcullis.load.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.portcullis.load.bench.Comparison;
import org.portcullis.load.bench.Comparison.Change;
import org.portcullis.load.bench.Metric;
import org.portcullis.load.report.ComparisonText.Verdict;

class ComparisonTextTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "25.49 | 19 | 31.9 | true  | FAIL    | p99     5.1 → 6.4 ms (+25.5 %, 95 % CI +19.0…+31.9)  FAIL",
                "25.49 | -1 | 60   | true  | FAIL    | p99     5.1 → 6.4 ms (+25.5 %, 95 % CI -1.0…+60.0, unsure)  FAIL",
                "25.49 | 0  | 0    | false | PASS    | p99     5.1 → 6.4 ms (+25.5 %)  PASS",
                "-3    | 0  | 0    | false | NO_GATE | p99     5.1 → 6.4 ms (-3.0 %)"
            })
    void peopleReadALine(double percent, double low, double high, boolean several, Verdict verdict, String line) {
        Change change = new Change(percent, low, high, several);

        assertThat(new ComparisonText(new Comparison(Metric.P99, 5.1, 6.4, change), verdict).text())
                .isEqualToNormalizingNewlines(line + "\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Infinity | false | \"changePercent\":null,\"interval\":null,\"failed\":true}",
                "10       | true  | \"changePercent\":10.000,\"interval\":[9.000,11.000],\"failed\":true}"
            })
    void programsReadAnObject(double percent, boolean several, String end) {
        Change change = new Change(percent, 9, 11, several);

        assertThat(new ComparisonText(new Comparison(Metric.ERRORS, 0, 1, change), Verdict.FAIL).json())
                .startsWith("{\"metric\":\"errors\",\"before\":0.000000,\"after\":1.000000,")
                .endsWith(end + "\n");
    }
}
