package org.portcullis.pdp.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CutTest {
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void partsMakeUpTheWholeInOrder(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        TreeSet<String> whole = new TreeSet<>();
        for (int n = random.nextInt(300); n > 0; n--) {
            whole.add(Integer.toString(random.nextInt(1000), 36) + (random.nextBoolean() ? "é" : ""));
        }
        String limit = Integer.toString(random.nextInt(1, 50));

        List<Object> parts = new ArrayList<>();
        String next = "";
        do {
            Cut cut = Cut.of(new Visit.Asked(Map.of(Cut.LIMIT, limit, Cut.CURSOR, next)));
            Map<String, Object> part = cut.of("items", whole.stream(), text -> text, text -> text);
            parts.addAll((List<?>) part.getOrDefault("items", List.of()));
            next = part.getOrDefault("next", "").toString();
            assertThat(part).containsEntry("truncated", !next.isEmpty());
        } while (!next.isEmpty());

        assertThat(parts).isEqualTo(List.copyOf(whole));
    }
}
