package org.portcullis.policy.diff;

import java.util.ArrayList;
import java.util.List;

/** What kept its order: the longest subsequence that two lists have in common. */
final class KeptOrder {
    private KeptOrder() {}

    static List<String> of(List<String> one, List<String> other) {
        int[][] lengths = new int[one.size() + 1][other.size() + 1];
        for (int i = one.size() - 1; i >= 0; i--) {
            for (int j = other.size() - 1; j >= 0; j--) {
                lengths[i][j] = one.get(i).equals(other.get(j))
                        ? lengths[i + 1][j + 1] + 1
                        : Math.max(lengths[i + 1][j], lengths[i][j + 1]);
            }
        }
        List<String> common = new ArrayList<>();
        int i = 0;
        int j = 0;
        while (i < one.size() && j < other.size()) {
            if (one.get(i).equals(other.get(j))) {
                common.add(one.get(i));
                i++;
                j++;
            } else if (lengths[i + 1][j] >= lengths[i][j + 1]) {
                i++;
            } else {
                j++;
            }
        }
        return common;
    }
}
