package org.portcullis.pdp.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.portcullis.profile.Fqan;

class FqanPatternTest {
    @ParameterizedTest(name = "{0} matches {1}: {2}")
    @CsvSource({
        "/atlas,                             /atlas,                                    true",
        "/atlas,                             /atlas/Role=NULL/Capability=NULL,          true",
        "/atlas/Role=NULL/Capability=NULL,   /atlas,                                    true",
        "/atlas/,                            /atlas,                                    true",
        "/atlas,                             /atlasfake,                                false",
        "/atlas,                             /atlas/higgs,                              false",
        "/atlas,                             /atlas/Role=production,                    false",
        "/Atlas,                             /atlas,                                    false",
        "/atlas/*,                           /atlas,                                    true",
        "/atlas/*,                           /atlas/higgs,                              true",
        "/atlas/*,                           /atlas/a/b/c,                              true",
        "/atlas/*,                           /atlasfake,                                false",
        "/atlas/*,                           /atlasfake/higgs,                          false",
        "/atlas/*,                           /atlas/Role=production,                    false",
        "/atlas/higgs/*,                     /atlas,                                    false",
        "/atlas/Role=production,             /atlas/Role=production,                    true",
        "/atlas/Role=production,             /atlas/Role=production/Capability=x,       true",
        "/atlas/Role=production,             /atlas/Role=Production,                    false",
        "/atlas/Role=production,             /atlas,                                    false",
        "/atlas/role=production,             /atlas/Role=production,                    true",
        "/atlas/Capability=x/ROLE=pilot,     /atlas/Role=pilot,                         true",
        "/atlas/CAPABILITY=long,             /atlas/Role=NULL/Capability=short,         true",
        "/atlas/Role=null,                   /atlas,                                    true",
        "/atlas/Role=*,                      /atlas,                                    true",
        "/atlas/Role=*,                      /atlas/Role=pilot,                         true",
        "/atlas/Role=*,                      /atlas/higgs/Role=pilot,                   false",
        "/atlas/*/Role=*,                    /atlas/higgs/Role=pilot,                   true",
        "/atlas/*/Role=NULL,                 /atlas/a/b/Role=NULL,                      true",
        "/atlas/*/Role=pilot,                /atlas/higgs,                              false",
    })
    void comparesWholeParts(String pattern, String fqan, boolean matches) {
        FqanPattern read = FqanPattern.parse(pattern);

        assertThat(read.matches(Fqan.parse(fqan))).isEqualTo(matches);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "//",
                "/*",
                "/*/Role=*",
                "/Role=production",
                "/atlas*",
                "/atlas/*/higgs",
                "/atlas/*/*",
                "/atlas/hi*gs",
                "/atlas//higgs",
                "/atlas/Role=pro*",
                "/atlas/Role=",
                "/atlas/Role=a/Role=a",
                "/atlas/Capability=*",
                "/atlas/Capability=a/Capability=a",
                "/atlas/Role=pilot/higgs",
                "/atlas/[abc]",
                "/atlas/VO=x",
                "/atlas/\u0430tlas",
            })
    void refusesEverythingElse(String pattern) {
        assertThatThrownBy(() -> FqanPattern.parse(pattern))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("not an FQAN: `");
    }

    static LongStream seeds() {
        return LongStream.range(0, 100);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void everyFqanMatchesItselfAndEveryAncestorWithWildcards(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        String vo = "/vo" + random.nextInt(5);
        String role = random.nextBoolean() ? "" : "/Role=r" + random.nextInt(5);
        Fqan fqan = Fqan.parse(vo + "/g" + random.nextInt(5) + role);

        assertThat(FqanPattern.parse(fqan.value()).matches(fqan)).isTrue();
        assertThat(FqanPattern.parse(fqan.asVomsWritesIt())).isEqualTo(FqanPattern.parse(fqan.value()));
        assertThat(FqanPattern.parse(vo + "/*/Role=*").matches(fqan)).isTrue();
        assertThat(FqanPattern.parse(vo + "x/*/Role=*").matches(fqan)).isFalse();
    }
}
