package org.portcullis.policy.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.ow2.authzforce.core.pdp.api.AttributeFqn;
import org.ow2.authzforce.core.pdp.api.value.AttributeBag;
import org.portcullis.policy.facts.Fact;
import org.portcullis.policy.facts.Facts;

class FactBagsTest {
    static Stream<Fact> closedVocabularies() {
        return Arrays.stream(Fact.values()).filter(fact -> !fact.words().isEmpty());
    }

    @ParameterizedTest
    @MethodSource("closedVocabularies")
    void everyWordOfAClosedVocabularyComesAsItselfAndOfItsType(Fact fact) {
        for (String word : fact.words()) {
            AttributeBag<?> bag = only(fact, List.of(word));

            assertThat(bag.getElementDatatype().getId()).isEqualTo(fact.type().uri());
            assertThat(texts(bag)).containsExactly(word);
            assertThat(only(fact, List.of(word))).isSameAs(bag);
        }
    }

    @Test
    void wordsThatNobodyListedComeAsTheyAre() {
        assertThat(texts(only(Fact.REGIME, List.of("a site's own")))).containsExactly("a site's own");
        assertThat(texts(only(Fact.SUBJECT_VO, List.of("atlas", "cms")))).containsExactlyInAnyOrder("atlas", "cms");
        assertThat(texts(only(Fact.PROXY_DEPTH, List.of("3")))).containsExactly("3");
    }

    @Test
    void whatNoPolicyReadsIsLeftOut() {
        Map<Fact, List<String>> facts = new EnumMap<>(Fact.class);
        facts.put(Fact.SUBJECT_DN, List.of("/CN=ann"));
        facts.put(Fact.MUPJ, List.of("true"));

        assertThat(FactBags.of(new Facts(facts), EnumSet.of(Fact.MUPJ)))
                .hasSize(1)
                .allSatisfy((name, bag) -> assertThat(texts(bag)).containsExactly("true"));
    }

    private static AttributeBag<?> only(Fact fact, List<String> words) {
        Map<AttributeFqn, AttributeBag<?>> bags = FactBags.of(new Facts(Map.of(fact, words)), Set.of(fact));
        assertThat(bags).hasSize(1);
        return bags.values().iterator().next();
    }

    private static List<String> texts(AttributeBag<?> bag) {
        return bag.elements().stream()
                .map(value -> value.getContent().get(0).toString())
                .toList();
    }
}
