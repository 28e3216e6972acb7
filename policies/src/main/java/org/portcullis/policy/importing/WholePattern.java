package org.portcullis.policy.importing;

import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.portcullis.policy.facts.Fact;

/**
 * A pattern that must fit a whole value, in the part of the syntax of {@code java.util.regex} that means the same in RE2.
 * {@code words} are all values that fit, if they are few.
 */
record WholePattern(String text, Optional<List<String>> words) {
    private static final String ANYTHING = ".*";

    /**
     * Reads a pattern.
     *
     * @throws IllegalArgumentException if it is none, or uses what RE2 has not or takes otherwise; says what and where
     */
    static WholePattern read(String text) {
        return new WholePattern(
                text, new PatternReader(text).words().map(TreeSet::new).map(List::copyOf));
    }

    /** Whether a fact fits, as matches. */
    Comparison comparedWith(Fact fact) {
        if (text.equals(ANYTHING)) {
            return new Comparison.Always();
        }
        return new Comparison.OneOf(words.map(
                        few -> few.stream().map(word -> Match.equal(fact, word)).toList())
                .orElseGet(() -> List.of(new Match(Match.Function.FULL_MATCH, text, fact, false))));
    }
}
