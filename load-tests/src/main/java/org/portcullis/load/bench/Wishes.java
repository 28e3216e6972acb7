package org.portcullis.load.bench;

import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a measurement is to find out beside how long answers take: promises kept, the effect of bans (one at most), the
 * highest rate at which promises are kept, and how a bare server fares.
 */
public record Wishes(
        boolean closed,
        Slo slo,
        @Nullable ProcessCpu server,
        List<BanOrder> ban,
        @Nullable RampPlan ramp,
        @Nullable ControlPlan control) {
    /** In how many halvings to search for the highest rate, each rate being tried for so long. */
    public record RampPlan(int halvings, Duration each) {
        /** Searches at least once. */
        public RampPlan {
            if (halvings < 1 || halvings > 20 || each.toMillis() < 1) {
                throw new IllegalArgumentException("a ramp has 1 to 20 steps that take some time");
            }
        }
    }

    /** Copies the list. */
    public Wishes {
        ban = List.copyOf(ban);
        if (ramp != null && (closed || slo.limits().isEmpty() || !ban.isEmpty())) {
            throw new IllegalArgumentException("a ramp is an open loop with --slo, and without --ban-at");
        }
    }

    /** In words, as far as runs can be compared only where they agree. */
    SortedMap<String, String> words() {
        SortedMap<String, String> words = new TreeMap<>();
        words.put("loop", closed ? "closed" : "open");
        if (ramp != null) {
            words.put("ramp", slo.toString());
        }
        ban.forEach(order -> words.put("ban", "vo:" + order.vo() + " at " + order.at()));
        return words;
    }
}
