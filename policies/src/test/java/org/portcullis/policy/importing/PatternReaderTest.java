package org.portcullis.policy.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.re2j.Pattern;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PatternReaderTest {
    private static final List<String> PIECES = List.of(
            "a", "b", "ab", ".", "*", "+", "?", "|", "(", ")", "(?:", "[ab]", "[^a]", "[a-c]", "[b-]", "{2}", "{1,3}",
            "{0,}", "^", "$", "\\.", "\\d", "\\w", "\\S", "-", "é", "\\-", "[\\d.]", "]", "}");

    @ParameterizedTest
    @CsvSource({"wn, wn", "wn\\.example\\.org, wn.example.org", "a\\-b, a-b", "'', ''"})
    void aPatternOfLettersIsOneWord(String pattern, String word) {
        assertThat(WholePattern.read(pattern).words()).contains(List.of(word));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "wn|ce; ce wn",
                "(wn|ce)1?; ce ce1 wn wn1",
                "(?:a|b)(c|d); ac ad bc bd",
                "[ab]c; ac bc",
                "[a-]; - a",
                "a?; '' a",
            })
    void aPatternOfFewWordsIsThoseWords(String pattern, String words) {
        assertThat(WholePattern.read(pattern)
                        .words()
                        .map(List::stream)
                        .map(few -> few.collect(Collectors.joining(" "))))
                .contains(words.replace("''", ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {".*", "a.", "a*", "[a-z]", "[^a]", "^a$", "\\d", "a{2}", "[abcd][abcd][abcd]"})
    void otherPatternsStayPatterns(String pattern) {
        assertThat(WholePattern.read(pattern).words()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "(?i)wn; a group with `(?`",
                "(?=a); a group with `(?`",
                "a*+; a repetition of a repetition",
                "a**; a repetition of a repetition",
                "*a; a repetition of nothing",
                "(a; a `(` that is not closed",
                "a); a `)` too many",
                "(a)\\1; an escape",
                "\\Qa\\E; an escape",
                "\\; an escape",
                "[a; a character class",
                "[]a]; a character class",
                "[a&&b]; a character class",
                "[a[b]]; a character class",
                "[z-a]; a range",
                "[a-\\d]; a range",
                "[a-c-e]; a `-` that is neither",
                "a{2,1}; bounds",
                "a{x}; bounds",
                "((a{999}){999}); more than 1000 repetitions",
            })
    void whatRe2HasNotOrTakesOtherwiseIsRefused(String pattern, String message) {
        assertThatThrownBy(() -> WholePattern.read(pattern))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @Test
    void groupsAreNotNestedWithoutEnd() {
        assertThatThrownBy(() -> WholePattern.read("(".repeat(10_000))).hasMessageContaining("nested deeper than");
    }

    static LongStream seeds() {
        return LongStream.range(0, 15);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void whatIsAcceptedMeansTheSameInBothEnginesAndInWords(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 300; i++) {
            String pattern = pieces(random, PIECES);
            if (isAccepted(pattern)) {
                WholePattern read = WholePattern.read(pattern);
                for (int j = 0; j < 20; j++) {
                    String value = pieces(random, List.of("a", "b", "c", ".", "1", "-", "é", "ab", "]"));

                    boolean fits = value.matches(pattern);

                    assertThat(Pattern.matches(pattern, value))
                            .as("%s on %s", pattern, value)
                            .isEqualTo(fits);
                    read.words()
                            .ifPresent(words -> assertThat(words.contains(value))
                                    .as("%s on %s", pattern, value)
                                    .isEqualTo(fits));
                }
            }
        }
    }

    private static boolean isAccepted(String pattern) {
        try {
            WholePattern.read(pattern);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static String pieces(SplittableRandom random, List<String> pieces) {
        return random.ints(random.nextInt(6), 0, pieces.size())
                .mapToObj(pieces::get)
                .collect(Collectors.joining());
    }
}
