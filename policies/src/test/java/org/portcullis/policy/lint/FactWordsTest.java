package org.portcullis.policy.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.portcullis.policy.RandomRequests;
import org.portcullis.policy.Requests;
import org.portcullis.policy.Sites;
import org.portcullis.policy.facts.Fact;
import org.portcullis.policy.facts.Facts;

/** What the linter believes of facts is true of the facts of requests. */
class FactWordsTest {
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void factsAreThereAsOftenAsTheLinterBelievesAndInItsWords(long seed) {
        RandomRequests random = new RandomRequests(seed);
        for (int i = 0; i < 500; i++) {
            Facts facts =
                    Facts.of(random.request(), Sites.of(Map.of()), Requests.at(Instant.parse("2009-10-01T12:00:00Z")));

            assertThat(facts.values().keySet()).containsAll(FactWords.ALWAYS);
            facts.values().forEach(FactWordsTest::assertBelieved);
        }
    }

    @Test
    void noFactIsBelievedToBeThereInTwoWays() {
        Set<Fact> all = EnumSet.copyOf(FactWords.ALWAYS);
        all.addAll(FactWords.AT_MOST_ONE);
        all.addAll(FactWords.ANY_NUMBER);

        assertThat(all).hasSize(FactWords.ALWAYS.size() + FactWords.AT_MOST_ONE.size() + FactWords.ANY_NUMBER.size());
    }

    private static void assertBelieved(Fact fact, List<String> words) {
        if (FactWords.isSingle(fact)) {
            assertThat(words).as(fact.uri()).hasSize(1);
        }
        if (FactWords.CLOSED.containsKey(fact)) {
            assertThat(FactWords.CLOSED.get(fact)).as(fact.uri()).containsAll(words);
        }
    }
}
