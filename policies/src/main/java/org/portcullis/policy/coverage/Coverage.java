package org.portcullis.policy.coverage;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.portcullis.policy.coverage.Item.Kind;
import org.portcullis.policy.coverage.Item.Tally;
import org.portcullis.policy.source.Position;
import org.portcullis.policy.trace.Outcome;
import org.portcullis.policy.trace.Part;
import org.portcullis.policy.trace.PolicyTrace;

/** Counts what became of every policy, rule and clause of a pack over many requests. Not thread-safe. */
public final class Coverage {
    private final Map<Position, Item> items = new LinkedHashMap<>();

    /** Starts with everything in that outline unreached. */
    public Coverage(PolicyTrace outline) {
        list(outline);
    }

    /** Counts one request. */
    public void add(PolicyTrace trace) {
        count(trace);
    }

    /** Everything, in the order in which it is asked. */
    public Report report() {
        return new Report(List.copyOf(items.values()));
    }

    private void list(Part part) {
        Kind kind = part instanceof PolicyTrace ? Kind.POLICY : Kind.RULE;
        list(kind, part.head().name(), part.head().at(), part.question().isEmpty());
        part.question().clauses().forEach(clause -> list(Kind.CLAUSE, clause.text(), clause.at(), false));
        parts(part).forEach(this::list);
    }

    private void list(Kind kind, String name, Position at, boolean alwaysMatches) {
        items.putIfAbsent(at, new Item(kind, name, at, alwaysMatches, new Tally(0, 0)));
    }

    private void count(Part part) {
        if (part.asked()) {
            count(part.head().at(), part.outcome());
            part.question().clauses().forEach(clause -> count(clause.at(), clause.outcome()));
            parts(part).forEach(this::count);
        }
    }

    private void count(Position at, Outcome outcome) {
        boolean matched = outcome == Outcome.MATCHED;
        Tally one = new Tally(matched ? 1 : 0, matched ? 0 : 1);
        items.computeIfPresent(
                at,
                (key, item) -> new Item(
                        item.kind(),
                        item.name(),
                        at,
                        item.alwaysMatches(),
                        item.tally().plus(one)));
    }

    private static Stream<Part> parts(Part part) {
        return part instanceof PolicyTrace policy ? policy.parts().stream() : Stream.empty();
    }
}
