package org.portcullis.policy.source;

import java.util.Collection;
import java.util.Comparator;

/** What somebody probably meant who wrote a word that is not known. */
public final class Spelling {
    private static final int FARTHEST = 2;

    private Spelling() {}

    /** A question naming the nearest known word, to end a message with; empty if none is near. */
    public static String hint(String word, Collection<String> known) {
        String question = question(word, known);
        return question.isEmpty() ? "" : ", " + question;
    }

    /** As {@link #hint}, to stand alone. */
    public static String question(String word, Collection<String> known) {
        return known.stream()
                .filter(candidate -> distance(word, candidate) <= FARTHEST)
                .min(Comparator.<String>comparingInt(candidate -> distance(word, candidate))
                        .thenComparing(Comparator.naturalOrder()))
                .map(candidate -> "did you mean `" + candidate + "`?")
                .orElse("");
    }

    /** How many letters must be put in, taken out or exchanged; those that are far apart in length need no counting. */
    private static int distance(String from, String to) {
        if (Math.abs(from.length() - to.length()) > FARTHEST) {
            return FARTHEST + 1;
        }
        int[] costs = new int[to.length() + 1];
        for (int j = 0; j < costs.length; j++) {
            costs[j] = j;
        }
        for (int i = 0; i < from.length(); i++) {
            int replaced = costs[0];
            costs[0] = i + 1;
            for (int j = 0; j < to.length(); j++) {
                int kept = from.charAt(i) == to.charAt(j) ? replaced : replaced + 1;
                replaced = costs[j + 1];
                costs[j + 1] = Math.min(kept, Math.min(costs[j], replaced) + 1);
            }
        }
        return costs[to.length()];
    }
}
