package org.portcullis.load.bench;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.DoubleStream;

/** One metric of two sides, as a change in percent, with the 95 % interval where each side has several runs. */
public record Comparison(Metric metric, double before, double after, Change change) {
    private static final double PERCENT = 100;

    /** By how much, and between what bounds; the bounds are equal where there is no interval. */
    public record Change(double percent, double low, double high, boolean hasInterval) {
        /** Whether the interval leaves open that nothing changed. */
        public boolean isUnsure() {
            return hasInterval && low <= 0 && high >= 0;
        }
    }

    /** Compares the means of two sides; the interval is that of Welch's t on logarithms. */
    public static Comparison of(Metric metric, List<Summary> before, List<Summary> after) {
        double[] a = values(metric, before);
        double[] b = values(metric, after);
        double from = mean(a);
        double to = mean(b);
        return new Comparison(metric, from, to, change(a, b));
    }

    private static double[] values(Metric metric, List<Summary> runs) {
        return runs.stream().mapToDouble(metric::in).toArray();
    }

    /** From the mean of some values to that of others; none of them may be empty. */
    static Change change(double[] a, double[] b) {
        double percent = percent(mean(a), mean(b));
        boolean positive =
                DoubleStream.concat(DoubleStream.of(a), DoubleStream.of(b)).allMatch(value -> value > 0);
        if (a.length < 2 || b.length < 2 || !positive) {
            return new Change(percent, percent, percent, false);
        }
        double[] logA = DoubleStream.of(a).map(Math::log).toArray();
        double[] logB = DoubleStream.of(b).map(Math::log).toArray();
        double partA = variance(logA) / a.length;
        double partB = variance(logB) / b.length;
        double difference = mean(logB) - mean(logA);
        double margin = margin(partA, partB, a.length, b.length);
        return new Change(
                percent,
                PERCENT * (Math.exp(difference - margin) - 1),
                PERCENT * (Math.exp(difference + margin) - 1),
                true);
    }

    private static double margin(double partA, double partB, int countA, int countB) {
        double both = partA + partB;
        if (both == 0) {
            return 0;
        }
        double freedom = both * both / (partA * partA / (countA - 1) + partB * partB / (countB - 1));
        return StudentT.quantile975(freedom) * Math.sqrt(both);
    }

    private static double percent(double from, double to) {
        if (from == 0) {
            return to == 0 ? 0 : Double.POSITIVE_INFINITY;
        }
        return PERCENT * (to / from - 1);
    }

    private static double mean(double[] values) {
        return DoubleStream.of(values).average().orElse(0);
    }

    private static double variance(double[] values) {
        double mean = mean(values);
        return DoubleStream.of(values).map(v -> (v - mean) * (v - mean)).sum() / (values.length - 1);
    }

    /** Whether the metric is worse by more than so many percent; what cannot be told is worse. */
    public boolean exceeds(double limitPercent) {
        double worse = metric.isBadIfHigher() ? change.percent() : -change.percent();
        return !(worse <= limitPercent);
    }

    /** What was asked differently, as {@code rate: 200 and 400}; runs that ask differently cannot be compared. */
    public static List<String> differences(Summary before, Summary after) {
        SortedMap<String, String> words = new TreeMap<>(before.conditions().load());
        after.conditions().load().keySet().forEach(key -> words.putIfAbsent(key, "nothing"));
        return words.keySet().stream()
                .filter(key -> !said(before, key).equals(said(after, key)))
                .map(key -> key + ": " + said(before, key) + " and " + said(after, key))
                .toList();
    }

    private static String said(Summary run, String key) {
        return run.conditions().load().getOrDefault(key, "nothing");
    }
}
