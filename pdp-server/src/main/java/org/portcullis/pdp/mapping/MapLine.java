package org.portcullis.pdp.mapping;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.portcullis.policy.source.Position;

/** A line of a map file in either dialect: where its key begins, the key as it is written and as it is read, the values. */
record MapLine(Position at, String written, MapKey key, List<Value> values) {
    /** One value of a line, and where it begins. */
    record Value(String text, Position at) {
        boolean isPool() {
            return text.startsWith(".");
        }
    }

    MapLine {
        values = List.copyOf(values);
    }

    int number() {
        return at.line();
    }

    /** The line in the words of a message about another one: {@code line 3}, or that of which file. */
    String seenFrom(MapLine other) {
        return seenFrom(at, other.at);
    }

    static String seenFrom(Position at, Position other) {
        return "line " + at.line()
                + (at.file().equals(other.file())
                        ? ""
                        : " of " + Path.of(at.file()).getFileName());
    }

    List<String> texts() {
        return values.stream().map(Value::text).toList();
    }

    /** The line in the words of audit records: {@code file:line}. */
    String origin() {
        return Path.of(at.file()).getFileName() + ":" + at.line();
    }

    Optional<Value> first(Predicate<Value> wanted) {
        return values.stream().filter(wanted).findFirst();
    }
}
