package org.portcullis.policy.trace;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** Alternatives of which one must match; each alternative is a list of clauses that must all match. */
public record Choice(List<List<Clause>> alternatives) {
    /** Copies the lists. */
    public Choice {
        alternatives = alternatives.stream().map(List::copyOf).toList();
    }

    /** Whether any alternative matches as a whole. */
    public Outcome outcome() {
        return Outcome.any(alternatives.stream().map(Choice::outcome).toList());
    }

    /** The clauses that fail in the alternative that is nearest to a match. */
    public List<Clause> missing() {
        return alternatives.stream()
                .map(Choice::failing)
                .min(Comparator.comparingInt(List::size))
                .orElse(List.of());
    }

    /** The clauses of the first alternative that matches as a whole; none if none does. */
    public List<Clause> met() {
        return alternatives.stream()
                .filter(all -> outcome(all) == Outcome.MATCHED)
                .findFirst()
                .orElse(List.of());
    }

    /** How it reads: {@code a and b, or c}. */
    public String text() {
        return alternatives.stream()
                .map(all -> all.stream().map(Clause::text).collect(Collectors.joining(" and ")))
                .collect(Collectors.joining(", or "));
    }

    private static Outcome outcome(List<Clause> all) {
        return Outcome.all(all.stream().map(Clause::outcome).toList());
    }

    private static List<Clause> failing(List<Clause> all) {
        return all.stream()
                .filter(clause -> clause.outcome() != Outcome.MATCHED)
                .toList();
    }
}
