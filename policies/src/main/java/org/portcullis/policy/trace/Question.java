package org.portcullis.policy.trace;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Whether a rule or policy applies: every choice of its target must match, and then its condition, if it has one. */
public record Question(List<Choice> target, List<Clause> condition) {
    /** Copies the lists. */
    public Question {
        target = List.copyOf(target);
        condition = List.copyOf(condition);
    }

    /** What came of it; the condition counts only where the target matches. */
    public Outcome outcome() {
        Outcome ofTarget = Outcome.all(target.stream().map(Choice::outcome).toList());
        return ofTarget == Outcome.MATCHED
                ? Outcome.all(condition.stream().map(Clause::outcome).toList())
                : ofTarget;
    }

    /** Whether it asks nothing, so that it always matches. */
    public boolean isEmpty() {
        return target.isEmpty() && condition.isEmpty();
    }

    /** Every clause, in the order of the file. */
    public List<Clause> clauses() {
        Stream<Clause> ofTarget = target.stream()
                .flatMap(choice -> choice.alternatives().stream())
                .flatMap(List::stream);
        return Stream.concat(ofTarget, condition.stream()).toList();
    }

    /** The fewest clauses that would have to come out otherwise for it to match. */
    public List<Clause> missing() {
        Stream<Clause> ofTarget = target.stream().flatMap(choice -> choice.missing().stream());
        Stream<Clause> ofCondition = condition.stream().filter(clause -> clause.outcome() != Outcome.MATCHED);
        return Stream.concat(ofTarget, ofCondition).toList();
    }

    /** The clauses that made it match, where it did. */
    public List<Clause> met() {
        return Stream.concat(target.stream().flatMap(choice -> choice.met().stream()), condition.stream())
                .toList();
    }

    /** How it reads; {@code always} if it asks nothing. */
    public String text() {
        if (isEmpty()) {
            return "always";
        }
        boolean alone = target.size() + condition.size() == 1;
        return Stream.concat(
                        target.stream()
                                .map(choice -> alone || choice.alternatives().size() == 1
                                        ? choice.text()
                                        : "(" + choice.text() + ")"),
                        condition.stream().map(Clause::text))
                .collect(Collectors.joining(" and "));
    }
}
