package org.portcullis.pdp.cli.decisions;

import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.function.Consumer;
import org.portcullis.pdp.audit.PastAnswer;

/** The first few of many by some order. Not thread-safe. */
final class Selection implements Consumer<PastAnswer> {
    private final int limit;
    private final Comparator<PastAnswer> order;
    private final Queue<PastAnswer> kept;
    private long seen;

    Selection(int limit, Comparator<PastAnswer> order) {
        this.limit = limit;
        this.order = order;
        kept = new PriorityQueue<>(order.reversed());
    }

    @Override
    public void accept(PastAnswer answer) {
        seen++;
        kept.add(answer);
        if (kept.size() > limit) {
            kept.remove();
        }
    }

    /** How many were left out. */
    long leftOut() {
        return seen - kept.size();
    }

    List<PastAnswer> answers() {
        return kept.stream().sorted(order).toList();
    }
}
