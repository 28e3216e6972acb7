package org.portcullis.pdp.mapping.importing;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.portcullis.policy.source.Position;

/** A map file in our notation while it is written; every line knows where it came from. Not thread-safe. */
final class MapDraft {
    private final List<Line> lines = new ArrayList<>();

    /** A line: its key without quotes, its value, and the place that it was made of. */
    record Line(Position at, String key, String value) {
        @Override
        public String toString() {
            return "\"" + key + "\" " + value;
        }
    }

    void add(Position at, String key, String value) {
        lines.add(new Line(at, key, value));
    }

    List<Line> lines() {
        return List.copyOf(lines);
    }

    /** The pools that lines lead to, without the dot. */
    Set<String> pools() {
        Set<String> pools = new LinkedHashSet<>();
        lines.stream()
                .filter(line -> line.value().startsWith("."))
                .forEach(line -> pools.add(line.value().substring(1)));
        return pools;
    }

    /** Takes lines away. */
    void removeIf(Predicate<Line> unwanted) {
        lines.removeIf(unwanted);
    }

    /** The file, one line each. */
    String text() {
        StringBuilder text = new StringBuilder();
        lines.forEach(line -> text.append(line).append('\n'));
        return text.toString();
    }
}
