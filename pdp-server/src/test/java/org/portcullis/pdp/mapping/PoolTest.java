package org.portcullis.pdp.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PoolTest {
    @ParameterizedTest(name = "{0} owns {1}: {2}")
    @CsvSource({
        "atlas, atlas001,    true",
        "atlas, atlas1,      true",
        "atl,   atlas001,    false",
        "atlas, atlas,       false",
        "atlas, atlassgm001, false",
        "atlas, atlas001x,   false",
        "atlas, Atlas001,    false",
        "atlas, xatlas001,   false",
        "a.las, atlas001,    false",
    })
    void ownsItsPrefixAndANumber(String prefix, String account, boolean owns) {
        assertThat(new Pool(prefix).owns(account)).isEqualTo(owns);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "atlas0", "1", "-atlas", ".atlas", "at las", "atlas;rm", "a/b", "a*"})
    void refusesPrefixesThatAreNotNamesOrEndInADigit(String prefix) {
        assertThatThrownBy(() -> new Pool(prefix)).isInstanceOf(IllegalArgumentException.class);
    }
}
