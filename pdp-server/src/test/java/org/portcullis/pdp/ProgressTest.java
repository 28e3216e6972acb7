package org.portcullis.pdp;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ProgressTest {
    /** The rounds, as milliseconds of each, or milliseconds and those of the compilers. */
    private static Stream<Arguments> runs() {
        return Stream.of(
                Arguments.of("no round yet", "", false),
                Arguments.of("alike, and too few", "100x10", false),
                Arguments.of("alike", "100x11", true),
                Arguments.of("faster from round to round", "900 800 700 600 500 400 300 250 200 150 120 100", false),
                Arguments.of("faster for the last time ten rounds ago", "900 400 100x10", false),
                Arguments.of("faster for the last time eleven rounds ago", "900 400 100x11", true),
                Arguments.of("faster by less than a twentieth", "100x10 96", true),
                Arguments.of("faster by more than a twentieth", "100x10 94", false),
                Arguments.of("one slow round", "100x6 900 100x6", true),
                Arguments.of("alike, while the compilers are busy", "100/60x30", false),
                Arguments.of("both compilers busy all the time", "100/200x30", false),
                Arguments.of("alike since the compilers have done their work", "100/60x20 100/5x10", true),
                Arguments.of("one compilation that took long, and nothing else", "100x10 100/140 100x3", true),
                Arguments.of("two of them", "100x10 100/140 100 100/140 100", false));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("runs")
    void isSteadyOnceRoundsAreAlikeAndTheCompilersRest(String run, String rounds, boolean steady) {
        Progress progress = new Progress();

        Stream.of(rounds.split(" ", -1)).filter(round -> !round.isEmpty()).forEach(round -> add(progress, round));

        assertThat(progress.isSteady()).isEqualTo(steady);
    }

    private static void add(Progress progress, String round) {
        String[] times = round.split("x", -1);
        String[] millis = times[0].split("/", -1);
        Duration took = Duration.ofMillis(Long.parseLong(millis[0]));
        Duration compiled = Duration.ofMillis(millis.length > 1 ? Long.parseLong(millis[1]) : 0);
        IntStream.range(0, times.length > 1 ? Integer.parseInt(times[1]) : 1)
                .forEach(repeat -> progress.add(took, compiled));
    }
}
