package org.portcullis.pdp.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.portcullis.profile.Dn;
import org.portcullis.profile.Fqan;

class LcmapsNotationTest {
    @ParameterizedTest(name = "{0} is {1}, for a pool {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "/atlas                     | /atlas/Role=NULL/*           | /atlas/Role=NULL/*",
                "/atlas/higgs/Role=prd      | /atlas/higgs/Role=prd/*      | /atlas/higgs/Role=prd/*",
                "/atlas/Role=*              | /atlas/Role=*                | /atlas/Role=*",
                "/atlas/*                   | /atlas/*Role=NULL/*          | /atlas/*Role=NULL/*",
                "/atlas/*/Role=prd          | /atlas/*Role=prd/*           | /atlas/*Role=prd/*",
                "/atlas/*/Role=*            | /atlas/*                     | /atlas/*",
                "/C=XX/CN=Alice             | /C=XX/CN=Alice               | /C=XX/CN=Alice",
                "CN=Alice,C=XX              | /C=XX/CN=Alice               | /C=XX/CN=Alice",
                "/C=XX/CN=Frédéric          | /C=XX/CN=Fr\\xC3\\xA9d\\xC3\\xA9ric | /C=XX/CN=Fr\\xC3\\xA9d\\xC3\\xA9ric",
                "/C=XX/CN=A * [b]?          | /C=XX/CN=A * [b]?            | /C=XX/CN=A [*] [[]b][?]",
            })
    void keyOfArgusIsWrittenAsLcmapsReadsIt(String argus, String named, String pooled) {
        assertThat(LcmapsNotation.of(argus, false)).isEqualTo(named);
        assertThat(LcmapsNotation.of(argus, true)).isEqualTo(pooled);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/atlas*", "atlas", "/*", "/C=XX/CN=a\\\"b"})
    void whatCannotBeSaidIsRefused(String key) {
        assertThatIllegalArgumentException().isThrownBy(() -> LcmapsNotation.of(key, true));
    }

    static LongStream seeds() {
        return LongStream.range(0, 200);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void bothFitTheSameAttributes(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        String[] groups = {"/a", "/a/b", "/a/b/c", "/ab", "/a/bRole", "/b/a"};
        String[] roles = {"", "/Role=NULL", "/Role=r", "/Role=rr", "/Role=*"};
        String key = groups[random.nextInt(groups.length)]
                + (random.nextBoolean() ? "/*" : "")
                + roles[random.nextInt(roles.length)];
        MapKey argus = MapKey.parse(key);
        MapKey lcmaps = Glob.parse(LcmapsNotation.of(key, random.nextBoolean()));

        for (String group : groups) {
            for (String role : new String[] {"", "/Role=r", "/Role=rr", "/Role=s"}) {
                Fqan fqan = Fqan.parse(group + role);

                assertThat(lcmaps.matches(MapDialect.LCMAPS.candidate(fqan, 0)))
                        .as("%s and %s", key, fqan)
                        .isEqualTo(argus.matches(MapDialect.ARGUS.candidate(fqan, 0)));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/C=XX/CN=A * [b]?", "/C=XX/CN=[!a]", "/C=XX/CN=é"})
    void oddNamesFitThemselvesAlone(String name) {
        Glob glob = Glob.parse(LcmapsNotation.of(name, true));

        assertThat(glob.matches(MapDialect.LCMAPS.candidate(new Dn(name)))).isTrue();
        assertThat(glob.matches(MapDialect.LCMAPS.candidate(
                        new Dn(name.replace('a', 'b').replace('*', 'x') + "b"))))
                .isFalse();
    }
}
