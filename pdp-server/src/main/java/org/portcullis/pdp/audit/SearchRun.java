package org.portcullis.pdp.audit;

import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipException;
import org.portcullis.pdp.audit.index.IndexFile;

/** One search on its way through the files of the log. Not thread-safe. */
final class SearchRun {
    private final AuditIndexes indexes;
    private final AuditIndexes.Use use;
    private final Picker picker;
    private final List<String> notes = new ArrayList<>();

    SearchRun(AuditIndexes indexes, AuditIndexes.Use use, DecisionQuery query) {
        this.indexes = indexes;
        this.use = use;
        picker = new Picker(query);
    }

    /** Hands on what was asked for of this file, oldest first. */
    void each(HeldFile file, AuditSearch.Hits hits) throws IOException {
        search(file, file.size(), stretches -> {
            for (Stretch stretch : stretches) {
                stretch.each(hits);
            }
        });
    }

    /** What was asked for of this file before a byte, at most so many and the latest, oldest first. */
    List<Found> latest(HeldFile file, long end, int most) throws IOException {
        List<Found> latest = new ArrayList<>();
        search(file, end, stretches -> {
            for (int i = stretches.size() - 1; i >= 0 && latest.size() < most; i--) {
                latest.addAll(0, stretches.get(i).latest(most - latest.size()));
            }
        });
        return latest;
    }

    AuditSearch.Report report() {
        return new AuditSearch.Report(picker.unread(), notes);
    }

    /** What is done with the stretches of a file. */
    private interface Step {
        void take(List<Stretch> stretches) throws IOException;
    }

    private void search(HeldFile file, long end, Step step) throws IOException {
        Stretch.Scanned whole = new Stretch.Scanned(file, name(file), 0, end, picker);
        Optional<IndexFile> index = indexes.open(file, use, notes);
        try {
            step.take(index.isPresent() ? indexed(whole, index.get()) : List.of(whole));
        } finally {
            if (index.isPresent()) {
                index.get().close();
            }
        }
    }

    private List<Stretch> indexed(Stretch.Scanned file, IndexFile index) {
        return index.leaves().stream()
                .filter(leaf -> leaf.from() < file.to())
                .<Stretch>map(leaf -> new IndexedStretch(leaf, file.part(leaf.from(), leaf.to()), notes))
                .toList();
    }

    /** A file that cannot be unpacked has no lines to name. */
    private static String name(HeldFile file) throws IOException {
        try {
            return file.name();
        } catch (EOFException | ZipException e) {
            return "";
        }
    }
}
