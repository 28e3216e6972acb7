package org.portcullis.pdp.replay;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.portcullis.pdp.audit.Unread;

/** What came of a replay. Not thread-safe: each thread keeps its own, and they are added up. */
public final class Tally {
    private final int mostExamples;
    private final Map<Flip.Kind, Long> counts = new HashMap<>();
    private final Map<Flip.Kind, List<Flip>> examples = new HashMap<>();
    private final Map<String, Long> skipped = new TreeMap<>();
    private long replayed;
    private long partial;
    private Unread unread = Unread.NOTHING;

    Tally(int mostExamples) {
        this.mostExamples = mostExamples;
    }

    void replayed(boolean isPartial) {
        replayed++;
        partial += isPartial ? 1 : 0;
    }

    void skipped(String why) {
        skipped.merge(why, 1L, Long::sum);
    }

    void unread(Unread more) {
        unread = unread.plus(more);
    }

    void flip(Flip flip) {
        counts.merge(flip.kind(), 1L, Long::sum);
        keep(flip);
    }

    private void keep(Flip flip) {
        List<Flip> kept = examples.computeIfAbsent(flip.kind(), kind -> new ArrayList<>());
        if (kept.size() < mostExamples) {
            kept.add(flip);
        }
    }

    Tally plus(Tally other) {
        other.counts.forEach((kind, count) -> counts.merge(kind, count, Long::sum));
        other.examples.values().forEach(flips -> flips.forEach(this::keep));
        other.skipped.forEach((why, count) -> skipped.merge(why, count, Long::sum));
        replayed += other.replayed;
        partial += other.partial;
        unread = unread.plus(other.unread);
        return this;
    }

    /** How many decisions were made again. */
    public long replayed() {
        return replayed;
    }

    /** How many of these were recorded by a release that kept less. */
    public long partial() {
        return partial;
    }

    /** How many flipped. */
    public long flips() {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    /** What could not be read. */
    public Unread unread() {
        return unread;
    }

    /** Records that are nothing to be made again, by the reason. */
    public Map<String, Long> skipped() {
        return Map.copyOf(skipped);
    }

    /** The kinds of flip with their counts and examples, most frequent first. */
    public List<Group> groups() {
        return counts.entrySet().stream()
                .map(entry ->
                        new Group(entry.getKey(), entry.getValue(), examples.getOrDefault(entry.getKey(), List.of())))
                .sorted((a, b) -> {
                    int byCount = Long.compare(b.count(), a.count());
                    return byCount != 0
                            ? byCount
                            : a.kind().toString().compareTo(b.kind().toString());
                })
                .toList();
    }

    /** One kind of flip. */
    public record Group(Flip.Kind kind, long count, List<Flip> examples) {
        /** Copies the list. */
        public Group {
            examples = List.copyOf(examples);
        }
    }
}
