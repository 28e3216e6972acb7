package org.portcullis.policy.coverage;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.portcullis.policy.coverage.Item.Kind;

/** What was reached of a pack. */
public record Report(List<Item> items) {
    /** Copies the list. */
    public Report {
        items = List.copyOf(items);
    }

    /** How many of the possible outcomes were reached, in percent and rounded down; 100 where there are none. */
    public int percent() {
        long outcomes = items.stream().mapToLong(Item::outcomes).sum();
        long reached = items.stream().mapToLong(Item::reached).sum();
        return outcomes == 0 ? 100 : (int) (reached * 100 / outcomes);
    }

    /** How many items of that kind there are. */
    public long count(Kind kind) {
        return items.stream().filter(item -> item.kind() == kind).count();
    }

    /** How many items of that kind had every outcome they can have. */
    public long complete(Kind kind) {
        return items.stream()
                .filter(item -> item.kind() == kind && item.gap().isEmpty())
                .count();
    }

    /** What was not reached, by place. */
    public List<Item> gaps() {
        return byFile().values().stream()
                .flatMap(List::stream)
                .filter(item -> !item.gap().isEmpty())
                .toList();
    }

    /** The items of each file, in its order. */
    public Map<String, List<Item>> byFile() {
        Comparator<Item> order = Comparator.comparingInt(
                        (Item item) -> item.at().line())
                .thenComparingInt(item -> item.at().column());
        return items.stream()
                .sorted(order)
                .collect(Collectors.groupingBy(item -> item.at().file(), TreeMap::new, Collectors.toList()));
    }
}
