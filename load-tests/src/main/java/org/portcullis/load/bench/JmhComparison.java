package org.portcullis.load.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;

/** One benchmark of two files: the means, and the change with the interval of Welch's t over the iterations. */
public record JmhComparison(String name, JmhResults.Score before, JmhResults.Score after) {
    /** Refuses scores in different units. */
    public JmhComparison {
        if (!before.unit().equals(after.unit())) {
            throw new IllegalArgumentException(
                    name + " was measured in `" + before.unit() + "` and in `" + after.unit() + "`, measure the same");
        }
    }

    /** All benchmarks that both files have, by name. */
    public static List<JmhComparison> of(JmhResults before, JmhResults after) {
        List<JmhComparison> comparisons = new ArrayList<>();
        before.scores()
                .forEach((name, old) -> Optional.ofNullable(after.scores().get(name))
                        .ifPresent(young -> comparisons.add(new JmhComparison(name, old, young))));
        return comparisons;
    }

    /** Mean of the iterations before. */
    public double meanBefore() {
        return mean(before);
    }

    /** Mean of the iterations after. */
    public double meanAfter() {
        return mean(after);
    }

    private static double mean(JmhResults.Score score) {
        return DoubleStream.of(score.values()).average().orElse(0);
    }

    /** By how much it changed. Iterations of one fork are alike, so that few forks make the interval too narrow. */
    public Comparison.Change change() {
        return Comparison.change(before.values(), after.values());
    }

    /** Whether it is slower by more than so many percent of time, whatever the unit; what cannot be told is worse. */
    public boolean exceeds(double limitPercent) {
        double ratio = before.isRate() ? meanBefore() / meanAfter() : meanAfter() / meanBefore();
        return !(100 * (ratio - 1) <= limitPercent);
    }
}
