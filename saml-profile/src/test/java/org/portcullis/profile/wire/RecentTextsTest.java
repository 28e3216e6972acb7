package org.portcullis.profile.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RecentTextsTest {
    private final RecentTexts<Integer> recent = new RecentTexts<>();

    @Test
    void aTextIsKnownByEveryCharacter() {
        recent.keep("leaf", 1);

        assertThat(recent.of("leaf")).contains(1);
        assertThat(recent.of("leaF")).isEmpty();
        assertThat(recent.of("leaf ")).isEmpty();
    }

    @Test
    void noMoreThanSoManyAreKept() {
        IntStream.range(0, 5000).forEach(i -> recent.keep("text " + i, i));

        assertThat(IntStream.range(0, 5000).filter(i -> recent.of("text " + i).isPresent()))
                .hasSizeLessThanOrEqualTo(1024);
        assertThat(recent.of("text 4999")).contains(4999);
    }

    @Test
    void longTextsAreNotKept() {
        String longest = "A".repeat(16 * 1024);
        recent.keep(longest, 1);
        recent.keep(longest + "A", 2);

        assertThat(recent.of(longest)).isPresent();
        assertThat(recent.of(longest + "A")).isEmpty();
    }
}
