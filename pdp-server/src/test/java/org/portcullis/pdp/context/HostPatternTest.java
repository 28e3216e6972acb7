package org.portcullis.pdp.context;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostPatternTest {
    @ParameterizedTest(name = "{0} and {1}: {2}")
    @CsvSource({
        "wn1.example.org, wn1.example.org, true",
        "WN1.example.org, wn1.EXAMPLE.org, true",
        "wn1.example.org, wn2.example.org, false",
        "*.wn.example.org, a.wn.example.org, true",
        "*.wn.example.org, A.WN.example.org, true",
        "*.wn.example.org, wn.example.org, false",
        "*.wn.example.org, .wn.example.org, false",
        "*.wn.example.org, a.b.wn.example.org, false",
        "*.wn.example.org, awn.example.org, false",
        "*.wn.example.org, a.wn.example.org.evil.org, false",
        "*.wn.example.org, a.wn.example.org., false",
        "*, anything, true",
    })
    void aStarIsOneLabel(String pattern, String host, boolean matches) {
        assertThat(HostPattern.parse(pattern).matches(host)).isEqualTo(matches);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "*.", "a.*.org", "*a.org", "**", "a..b", "a b", "a/b", "*.*.org", "."})
    void whatIsNoPatternIsRefused(String text) {
        assertThatThrownBy(() -> HostPattern.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
