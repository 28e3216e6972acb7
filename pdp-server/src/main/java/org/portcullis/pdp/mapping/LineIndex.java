package org.portcullis.pdp.mapping;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Lines of a map that lead somewhere, so that the first one that fits a name is found without trying each. Immutable. */
final class LineIndex<T> {
    private final Map<String, Entry<T>> byText = new HashMap<>();
    private final List<Entry<T>> patterns = new ArrayList<>();

    /** A line, the {@code number}th, and where it leads. */
    private record Entry<T>(int number, MapKey key, T target) {}

    /** A line that is to be found, and where it leads. */
    record Leading<T>(MapKey key, T target) {}

    /** Of lines in the order in which they count. */
    LineIndex(List<Leading<T>> lines) {
        for (int number = 0; number < lines.size(); number++) {
            Entry<T> entry = new Entry<>(
                    number, lines.get(number).key(), lines.get(number).target());
            byText.putIfAbsent(entry.key.text(), entry);
            if (entry.key.isPattern()) {
                patterns.add(entry);
            }
        }
    }

    /** The VOs that any of the lines is for. */
    Stream<String> vos() {
        return byText.values().stream().flatMap(entry -> entry.key.vo().stream());
    }

    /** Where the first line leads whose key is this text, letter by letter. */
    Optional<T> spelt(Candidate name) {
        return Optional.ofNullable(byText.get(name.text())).map(Entry::target);
    }

    /** Where the first line leads whose key fits the name. */
    Optional<T> first(Candidate name) {
        Optional<Entry<T>> literal =
                Optional.ofNullable(byText.get(name.text())).filter(entry -> entry.key.matches(name));
        int before = literal.map(Entry::number).orElse(Integer.MAX_VALUE);
        return patterns.stream()
                .filter(entry -> entry.number < before && entry.key.matches(name))
                .findFirst()
                .or(() -> literal)
                .map(Entry::target);
    }
}
