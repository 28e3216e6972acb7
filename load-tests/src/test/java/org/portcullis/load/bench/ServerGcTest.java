package org.portcullis.load.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServerGcTest {
    @ParameterizedTest
    @CsvSource({
        "'  S0     S1    FGCT     GCT   \n  0.00 100.00   0.001   0.245', 0.245",
        "'GCT\n0,245',                                                     0.245"
    })
    void theTotalIsFoundByItsName(String table, double seconds) {
        assertThat(ServerGc.parse(table)).hasValue(seconds);
    }

    @ParameterizedTest
    @CsvSource({"''", "GCT", "'S0 GCT\n0.0'", "'S0\n0.0'", "'GCT\n-'"})
    void anythingElseIsNotKnown(String table) {
        assertThat(ServerGc.parse(table)).isEmpty();
    }

    @Test
    void whatIsNoJavaHasNoGarbage() {
        assertThat(ServerGc.seconds(1L << 40)).isEmpty();
    }
}
