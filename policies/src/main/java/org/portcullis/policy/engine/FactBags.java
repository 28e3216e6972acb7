package org.portcullis.policy.engine;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.ow2.authzforce.core.pdp.api.AttributeFqn;
import org.ow2.authzforce.core.pdp.api.AttributeFqns;
import org.ow2.authzforce.core.pdp.api.value.AttributeBag;
import org.ow2.authzforce.core.pdp.api.value.Bags;
import org.ow2.authzforce.core.pdp.api.value.BooleanValue;
import org.ow2.authzforce.core.pdp.api.value.IntegerValue;
import org.ow2.authzforce.core.pdp.api.value.StandardDatatypes;
import org.ow2.authzforce.core.pdp.api.value.StringValue;
import org.portcullis.policy.facts.Fact;
import org.portcullis.policy.facts.Facts;

/**
 * Facts as the engine wants to be asked: for each attribute one bag with all its values. The engine's own request builder
 * keeps the first value only, so it is not used.
 */
final class FactBags {
    private static final Map<Fact, AttributeFqn> KEYS = keys();
    /** The bags that closed vocabularies allow, by the words in them: most of what a request is made of. */
    private static final Map<Fact, Map<List<String>, AttributeBag<?>>> SHARED = shared();

    private FactBags() {}

    /** A map of those of the facts that are read, which the engine may add to. */
    static Map<AttributeFqn, AttributeBag<?>> of(Facts facts, Set<Fact> read) {
        Map<AttributeFqn, AttributeBag<?>> attributes = new HashMap<>();
        facts.values().forEach((fact, words) -> {
            if (read.contains(fact)) {
                attributes.put(KEYS.get(fact), bag(fact, words));
            }
        });
        return attributes;
    }

    private static AttributeBag<?> bag(Fact fact, List<String> words) {
        return Optional.<AttributeBag<?>>ofNullable(
                        SHARED.getOrDefault(fact, Map.of()).get(words))
                .orElseGet(() -> newBag(fact, words));
    }

    private static AttributeBag<?> newBag(Fact fact, List<String> words) {
        return switch (fact.type()) {
            case STRING ->
                Bags.newAttributeBag(
                        StandardDatatypes.STRING,
                        words.stream().map(StringValue::new).toList());
            case BOOLEAN ->
                Bags.newAttributeBag(
                        StandardDatatypes.BOOLEAN,
                        words.stream().map(FactBags::truth).toList());
            case INTEGER ->
                Bags.newAttributeBag(
                        StandardDatatypes.INTEGER,
                        words.stream()
                                .map(word -> IntegerValue.valueOf(Long.parseLong(word)))
                                .toList());
        };
    }

    private static BooleanValue truth(String word) {
        return word.equals("true") ? BooleanValue.TRUE : BooleanValue.FALSE;
    }

    private static Map<Fact, AttributeFqn> keys() {
        Map<Fact, AttributeFqn> keys = new EnumMap<>(Fact.class);
        Arrays.stream(Fact.values()).forEach(fact -> keys.put(fact, key(fact)));
        return Collections.unmodifiableMap(keys);
    }

    private static Map<Fact, Map<List<String>, AttributeBag<?>>> shared() {
        Map<Fact, Map<List<String>, AttributeBag<?>>> shared = new EnumMap<>(Fact.class);
        for (Fact fact : Fact.values()) {
            shared.put(
                    fact,
                    fact.words().stream()
                            .map(List::of)
                            .collect(Collectors.toUnmodifiableMap(words -> words, words -> newBag(fact, words))));
        }
        return Collections.unmodifiableMap(shared);
    }

    private static AttributeFqn key(Fact fact) {
        String id = EngineForm.typedId(fact.uri(), fact.type().uri());
        return AttributeFqns.newInstance(fact.category().uri(), Optional.empty(), id);
    }
}
