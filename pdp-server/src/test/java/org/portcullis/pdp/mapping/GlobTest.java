package org.portcullis.pdp.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.SplittableRandom;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Rows G6 and G8: what the C library answers with {@code FNM_NOESCAPE}. */
class GlobTest {
    @ParameterizedTest(name = "{0} fits {1}: {2}")
    @CsvSource({
        "/atlas*,               /atlas/Role=NULL/Capability=NULL,     true",
        "/atlas*,               /atlasfake/Role=NULL/Capability=NULL, true",
        "/atlas/*,              /atlas,                               false",
        "/atlas/*,              /atlas/Role=NULL/Capability=NULL,     true",
        "/atlas/*,              /atlasfake/Role=NULL,                 false",
        "/atlas,                /atlas/Role=NULL/Capability=NULL,     false",
        "/atlas/*/Role=NULL,    /atlas/a/b/Role=NULL,                 true",
        "/atlas/*/Role=NULL,    /atlas/Role=NULL,                     false",
        "/Atlas/*,              /atlas/Role=NULL,                     false",
        "*,                     /anything/at/all,                     true",
        "/a?c,                  /abc,                                 true",
        "/a?c,                  /a/c,                                 true",
        "/a?c,                  /ac,                                  false",
        "/[abc]x,               /bx,                                  true",
        "/[a-c]x,               /bx,                                  true",
        "/[!a-c]x,              /bx,                                  false",
        "/[^a-c]x,              /dx,                                  true",
        "/[]a]x,                /]x,                                  true",
        "/[a-]x,                /-x,                                  true",
        "/[c-a]x,               /bx,                                  false",
        "/[a,                   /[a,                                  true",
        "/[a,                   /a,                                   false",
        "/a\\*,                 /a\\b,                                true",
        "/a\\*,                 /a*,                                  false",
        "/*/*b,                 /a/b/ab,                              true",
        "/a*b*c,                /aXbXbc,                              true",
        "/a*b*c,                /aXbXcb,                              false",
    })
    void fitsWhatTheCLibraryFits(String pattern, String name, boolean fits) {
        assertThat(Glob.parse(pattern).matches(name)).isEqualTo(fits);
    }

    static LongStream seeds() {
        return LongStream.range(0, 200);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void agreesWithARegularExpressionAndCoversOnlyWhatItFits(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Glob glob = Glob.parse(text(random, "ab/*?"));
        Glob other = Glob.parse(text(random, "ab/*?"));
        String name = text(random, "ab/");
        Pattern same = Pattern.compile(glob.text().replace("?", ".").replace("*", ".*"));

        assertThat(glob.matches(name)).isEqualTo(same.matcher(name).matches());
        if (glob.covers(other) && other.matches(name)) {
            assertThat(glob.matches(name)).isTrue();
        }
    }

    private static String text(SplittableRandom random, String alphabet) {
        return IntStream.range(0, 1 + random.nextInt(7))
                .mapToObj(i -> alphabet.charAt(random.nextInt(alphabet.length())))
                .collect(StringBuilder::new, StringBuilder::append, StringBuilder::append)
                .toString();
    }

    @Test
    void manyStarsTakeNoLongerThanTheyAreLong() {
        Glob glob = Glob.parse("/" + "*a".repeat(500) + "b");

        assertThat(glob.matches("/" + "a".repeat(5000))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"''", "/[[:alpha:]]x", "/[[.a.]]", "/[[=a=]]"})
    void whatDependsOnTheLocaleIsRefused(String pattern) {
        assertThatThrownBy(() -> Glob.parse(pattern)).isInstanceOf(IllegalArgumentException.class);
    }
}
