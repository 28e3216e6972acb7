package org.portcullis.load.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SloTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "p99=5ms            | true",
                "p99=5000us         | true",
                "p99=4.9ms          | false",
                "p99=1s,errors=3%   | true",
                "p99=1s,errors=2.9% | false",
                "p50=1ms,p90=2ms,p99.9=9ms,max=19ms | true"
            })
    void promisesAreKeptUpToTheirLimit(String slo, boolean kept) {
        Summary run = Summaries.run(5).checked(Slo.parse(slo));

        assertThat(run.keepsPromises()).isEqualTo(kept);
    }

    @Test
    void aServerThatNeverAnsweredKeepsNoPromise() {
        assertThat(Summaries.unanswered().checked(Slo.parse("p99=10ms")).keepsPromises())
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "p99", "p99=10", "p99=10%", "errors=10ms", "p42=10ms", "rate=1s", "cpu=3us", "p99=-1ms"})
    void nonsenseIsRefused(String slo) {
        assertThatIllegalArgumentException().isThrownBy(() -> Slo.parse(slo));
    }
}
