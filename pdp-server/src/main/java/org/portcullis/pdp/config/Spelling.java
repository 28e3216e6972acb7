package org.portcullis.pdp.config;

import java.util.Collection;
import java.util.Comparator;

/** What somebody probably meant. */
public final class Spelling {
    private static final int FARTHEST = 3;

    private Spelling() {}

    /** A question naming the nearest known word, or nothing if none is near. */
    public static String hint(String word, Collection<String> known) {
        return known.stream()
                .filter(candidate -> distance(word, candidate) <= FARTHEST)
                .min(Comparator.comparingInt(candidate -> distance(word, candidate)))
                .map(candidate -> ", did you mean `" + candidate + "`?")
                .orElse("");
    }

    /** Levenshtein distance. */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int above = row[j];
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replaced, Math.min(above, row[j - 1]) + 1);
                diagonal = above;
            }
        }
        return row[b.length()];
    }
}
