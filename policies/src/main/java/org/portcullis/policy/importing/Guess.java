package org.portcullis.policy.importing;

import java.util.Collection;
import java.util.Comparator;

/** What somebody probably meant. */
public final class Guess {
    private static final int FARTHEST = 2;

    private Guess() {}

    /** A question naming the nearest known word, or nothing if none is near. */
    public static String of(String word, Collection<String> known) {
        return known.stream()
                .filter(candidate -> changes(word, candidate) <= FARTHEST)
                .min(Comparator.<String>comparingInt(candidate -> changes(word, candidate))
                        .thenComparing(Comparator.naturalOrder()))
                .map(candidate -> ", did you mean `" + candidate + "`?")
                .orElse("");
    }

    /** How many letters must be put in, taken out or exchanged; those that are far apart in length need no counting. */
    private static int changes(String from, String to) {
        if (Math.abs(from.length() - to.length()) > FARTHEST) {
            return FARTHEST + 1;
        }
        int[][] cost = new int[from.length() + 1][to.length() + 1];
        for (int i = 0; i <= from.length(); i++) {
            for (int j = 0; j <= to.length(); j++) {
                if (i == 0 || j == 0) {
                    cost[i][j] = i + j;
                } else {
                    int exchanged = cost[i - 1][j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                    cost[i][j] = Math.min(exchanged, Math.min(cost[i - 1][j], cost[i][j - 1]) + 1);
                }
            }
        }
        return cost[from.length()][to.length()];
    }
}
