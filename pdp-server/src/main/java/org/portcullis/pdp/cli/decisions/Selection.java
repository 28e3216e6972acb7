package org.portcullis.pdp.cli.decisions;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.function.Consumer;
import org.portcullis.pdp.audit.PastAnswer;

/** The first few of many by some order, or the latest few in the order in which they came. Not thread-safe. */
final class Selection implements Consumer<PastAnswer> {
    private final int limit;
    private final Queue<PastAnswer> kept;
    private final List<Comparator<PastAnswer>> order;
    private long seen;

    private Selection(int limit, Queue<PastAnswer> kept, List<Comparator<PastAnswer>> order) {
        this.limit = limit;
        this.kept = kept;
        this.order = order;
    }

    static Selection latest(int limit) {
        return new Selection(limit, new ArrayDeque<>(), List.of());
    }

    static Selection first(int limit, Comparator<PastAnswer> order) {
        return new Selection(limit, new PriorityQueue<>(order.reversed()), List.of(order));
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
        List<PastAnswer> answers = new ArrayList<>((Collection<PastAnswer>) kept);
        order.forEach(answers::sort);
        return answers;
    }
}
