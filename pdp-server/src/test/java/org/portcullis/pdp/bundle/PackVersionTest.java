package org.portcullis.pdp.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PackVersionTest {
    @ParameterizedTest
    @CsvSource({
        "1.0, 1.0, 0",
        "1, 1.0.0, 0",
        "1.9, 1.10, -1",
        "2, 1.99.99, 1",
        "0.2.0, 0.2.1, -1",
        "99999999999999999999, 99999999999999999998, 1"
    })
    void versionsAreComparedNumberByNumber(String one, String other, int order) {
        int compared = PackVersion.parse(one).compareTo(PackVersion.parse(other));

        assertThat(Integer.signum(compared)).isEqualTo(order);
    }
}
