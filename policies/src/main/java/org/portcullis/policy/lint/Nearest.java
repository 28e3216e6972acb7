package org.portcullis.policy.lint;

import java.util.Collection;
import java.util.Comparator;

/** What somebody probably meant. */
final class Nearest {
    private static final int FARTHEST = 3;

    private Nearest() {}

    /** A question that names the nearest known word; empty if none is near. */
    static String to(String word, Collection<String> known) {
        return known.stream()
                .filter(candidate -> distance(word, candidate) <= FARTHEST)
                .min(Comparator.<String>comparingInt(candidate -> distance(word, candidate))
                        .thenComparing(Comparator.naturalOrder()))
                .map(candidate -> "did you mean `" + candidate + "`?")
                .orElse("");
    }

    /** Levenshtein distance. */
    private static int distance(String from, String to) {
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
