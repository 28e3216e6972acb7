package org.portcullis.policy.importing;

import java.util.ArrayList;
import java.util.List;

/** A target while comparisons are added to it, those without alternatives in one group. Not thread-safe. */
public final class Narrowing {
    private final List<Match> all = new ArrayList<>();
    private final List<List<List<Match>>> choices = new ArrayList<>();

    /** Adds what can be said here; the rest is for the caller to report. */
    public Narrowing add(Comparison comparison) {
        if (comparison instanceof Comparison.OneOf oneOf) {
            if (oneOf.alternatives().size() == 1) {
                all.addAll(oneOf.alternatives());
            } else {
                choices.add(oneOf.alternatives().stream().map(List::of).toList());
            }
        }
        return this;
    }

    /** Where all that was added holds. */
    public Target target() {
        Target target = all.isEmpty() ? Target.EVERYTHING : Target.EVERYTHING.and(List.of(all));
        for (List<List<Match>> alternatives : choices) {
            target = target.and(alternatives);
        }
        return target;
    }
}
