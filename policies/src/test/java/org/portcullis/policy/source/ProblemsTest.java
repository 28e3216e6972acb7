package org.portcullis.policy.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ProblemsTest {
    private final Problems problems = new Problems();

    @Test
    void aProblemIsOneLineWithItsPlace() {
        problems.add(new PackFile("pack.yaml", "").at(3, 7), "first\nsecond\tthird\u2028fourth");

        assertThat(problems.lines()).containsExactly("pack.yaml:3:7: first second third fourth");
    }

    @Test
    void aParserThatKnowsNoPlaceMeansTheBeginning() {
        problems.add(new PackFile("pack.yaml", "").at(-1, -1), "broken");

        assertThat(problems.lines()).containsExactly("pack.yaml:1:1: broken");
    }

    @Test
    void whatIsQuotedIsCutAndCannotBreakTheLine() {
        assertThat(Problems.quote("a\u0000b")).isEqualTo("`a b`");
        assertThat(Problems.quote("x".repeat(201))).isEqualTo("`" + "x".repeat(200) + "…`");
    }

    @Test
    void afterAHundredProblemsOnlyTheirNumberIsTold() {
        IntStream.range(0, 130).forEach(i -> problems.add("pack.yaml", "problem " + i));

        assertThat(problems.lines()).hasSize(101).last().isEqualTo("and 30 more problems");
    }
}
