package org.portcullis.pdp.health;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What was answered in some stretch of time: how often, how often with a denial or a refusal, how many milliseconds it took
 * taken together, and how many of the answers took at most so many milliseconds each.
 */
public record Load(long answers, long denials, double millis, SortedMap<Integer, Long> within) {
    /** Of no time at all. */
    public static final Load NONE = new Load(0, 0, 0, new TreeMap<>());

    /** Copies the map. */
    public Load {
        within = Collections.unmodifiableSortedMap(new TreeMap<>(within));
    }

    /** Both stretches together. */
    public Load plus(Load other) {
        return combined(other, 1);
    }

    /** What is left of this one without that one, which is part of it. */
    Load minus(Load other) {
        return combined(other, -1);
    }

    private Load combined(Load other, int sign) {
        SortedMap<Integer, Long> all = new TreeMap<>(within);
        other.within.forEach((bound, count) -> all.merge(bound, sign * count, Long::sum));
        return new Load(
                answers + sign * other.answers, denials + sign * other.denials, millis + sign * other.millis, all);
    }

    /** How long one answer took; 0 if there was none. */
    public double meanMillis() {
        return answers == 0 ? 0 : millis / answers;
    }
}
