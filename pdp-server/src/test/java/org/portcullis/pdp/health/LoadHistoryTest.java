package org.portcullis.pdp.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LoadHistoryTest {
    @Test
    void everySecondHasWhatIsNewInIt() {
        Queue<Load> totals = new ArrayDeque<>(List.of(load(10, 1, 30), load(14, 1, 40), load(14, 1, 40)));
        try (LoadHistory history = new LoadHistory(totals::remove)) {
            history.look();
            history.look();

            assertThat(history.seconds()).containsExactly(load(4, 0, 10), load(0, 0, 0));
        }
    }

    @Test
    void fifteenMinutesAreKept() {
        try (LoadHistory history = new LoadHistory(() -> Load.NONE)) {
            IntStream.range(0, 1000).forEach(second -> history.look());

            assertThat(history.seconds()).hasSize(900);
        }
    }

    @Test
    void whatTheServerCountsIsWhatIsSeen() {
        ServerMetrics metrics = new ServerMetrics();

        metrics.timed(() -> "answer");
        metrics.answered("permit");
        metrics.answered("refused");

        Load load = metrics.load();
        assertThat(load.answers()).isEqualTo(1);
        assertThat(load.denials()).isEqualTo(1);
        assertThat(load.within().keySet()).containsExactly(1, 5, 10, 50, 250, 1000);
        assertThat(load.within()).containsEntry(1000, 1L);
    }

    @Test
    void nothingTookNoTime() {
        assertThat(Load.NONE.meanMillis()).isZero();
        assertThat(load(4, 0, 10).meanMillis()).isEqualTo(2.5);
    }

    private static Load load(long answers, long denials, double millis) {
        return new Load(answers, denials, millis, new TreeMap<>(Map.of(5, answers)));
    }
}
