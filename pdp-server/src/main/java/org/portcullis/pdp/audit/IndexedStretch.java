package org.portcullis.pdp.audit;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.portcullis.pdp.audit.index.Extent;
import org.portcullis.pdp.audit.index.Leaf;

/**
 * Lines of which an index says which ones can be meant. Each of these is read and held against the query, so an index can
 * bring in nothing; and where it is damaged, all lines are read, so it can hide nothing.
 */
record IndexedStretch(Leaf leaf, Stretch.Scanned whole, List<String> notes) implements Stretch {
    @Override
    public void each(AuditSearch.Hits hits) throws IOException {
        List<Extent> lines;
        try {
            lines = candidates();
        } catch (IOException e) {
            note(e);
            whole.each(hits);
            return;
        }
        for (Extent line : lines) {
            take(line, hits);
        }
    }

    @Override
    public List<Found> latest(int most) throws IOException {
        List<Extent> lines;
        try {
            lines = candidates();
        } catch (IOException e) {
            note(e);
            return whole.latest(most);
        }
        Deque<Found> latest = new ArrayDeque<>();
        for (int i = lines.size() - 1; i >= 0 && latest.size() < most; i--) {
            take(lines.get(i), (place, line, answer) -> latest.addFirst(new Found(place, answer)));
        }
        return List.copyOf(latest);
    }

    private void take(Extent line, AuditSearch.Hits hits) throws IOException {
        whole.picker().take(whole.file().line(line), new Place(whole.name(), line.from()), hits);
    }

    private void note(IOException damage) {
        notes.add("an index of " + whole.file().path() + " cannot be used, its lines were all read: "
                + damage.getMessage());
    }

    /** Where the lines stand that must be read. */
    private List<Extent> candidates() throws IOException {
        DecisionQuery query = whole.picker().query();
        long since = query.span().since().getEpochSecond();
        long until = query.span().until().getEpochSecond();
        BitSet lines = leaf.isWithin(since, until) ? withWords(query.wanted()) : new BitSet();
        leaf.within(since, until, lines);
        lines.or(leaf.odd());
        List<Extent> extents = new ArrayList<>(leaf.extents(lines));
        extents.removeIf(line -> line.from() >= whole.to());
        return extents;
    }

    private BitSet withWords(Map<Trait, Set<String>> wanted) throws IOException {
        BitSet lines = leaf.all();
        for (Map.Entry<Trait, Set<String>> each : wanted.entrySet()) {
            if (each.getKey().isIndexed()) {
                BitSet any = new BitSet();
                for (String word : each.getValue()) {
                    any.or(leaf.with(each.getKey().term(word)));
                }
                lines.and(any);
            }
        }
        return lines;
    }
}
