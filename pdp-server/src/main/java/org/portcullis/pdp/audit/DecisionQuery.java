package org.portcullis.pdp.audit;

import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Which records are asked for: those of a stretch of time that have, for each of some traits, one of these words ({@link Trait#word}). */
public record DecisionQuery(Span span, Map<Trait, Set<String>> wanted) {
    /** Copies the map; a trait without words is not asked for. */
    public DecisionQuery {
        wanted = wanted.entrySet().stream()
                .filter(each -> !each.getValue().isEmpty())
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, each -> Set.copyOf(each.getValue())));
    }

    /** The record of one call. */
    public static DecisionQuery ofCall(UUID id) {
        return new DecisionQuery(Span.EVER, Map.of(Trait.ID, Set.of(id.toString())));
    }

    /** Whether this is one, if it is of the span. */
    public boolean test(PastAnswer answer) {
        return wanted.entrySet().stream().allMatch(each -> each.getKey().isMet(each.getValue(), answer));
    }
}
