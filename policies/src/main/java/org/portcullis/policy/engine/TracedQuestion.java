package org.portcullis.policy.engine;

import java.util.List;
import org.portcullis.policy.trace.Choice;
import org.portcullis.policy.trace.Question;

/** A target, as choices between alternatives of clauses, and a condition, compiled. */
record TracedQuestion(List<List<List<TracedClause>>> target, List<TracedClause> condition) {
    TracedQuestion {
        target = List.copyOf(target);
        condition = List.copyOf(condition);
    }

    Question ask(Asking asking) {
        return new Question(
                target.stream()
                        .map(choice -> new Choice(choice.stream()
                                .map(all -> all.stream().map(asking::ask).toList())
                                .toList()))
                        .toList(),
                condition.stream().map(asking::ask).toList());
    }
}
