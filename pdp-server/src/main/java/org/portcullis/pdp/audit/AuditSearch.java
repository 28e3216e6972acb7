package org.portcullis.pdp.audit;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Looks for records in the log and the files it was rotated into. What comes out is what reading every line would give; how
 * long it takes depends on the indexes.
 */
public record AuditSearch(Path log, AuditIndexes.Use indexes) {
    /** Whoever takes what is found. The line is as it stands in the log, with what ends it. */
    public interface Hits {
        void take(Place place, byte[] line, PastAnswer answer);
    }

    /** What of the log was not read, of those parts that were looked into, and what there is to say about indexes. */
    public record Report(Unread unread, List<String> notes) {
        /** Copies the list. */
        public Report {
            notes = List.copyOf(notes);
        }
    }

    /** The latest of what was asked for, oldest first; whether there is more before it. */
    public record Latest(List<Found> found, boolean truncated, Report report) {
        /** Copies the list. */
        public Latest {
            found = List.copyOf(found);
        }

        /** The records alone. */
        public List<PastAnswer> answers() {
            return found.stream().map(Found::answer).toList();
        }
    }

    /** Hands on all that is asked for, oldest first. */
    public Report each(DecisionQuery query, Hits hits) throws IOException {
        try (HeldFiles held = HeldFiles.of(log, query.span())) {
            SearchRun run = new SearchRun(new AuditIndexes(log), indexes, query);
            for (HeldFile file : held.files()) {
                run.each(file, hits);
            }
            return run.report();
        }
    }

    /** The latest of all, at most so many. */
    public Latest latest(DecisionQuery query, int most) throws IOException {
        return latest(query, most, Optional.empty());
    }

    /**
     * The latest of those before a place, at most so many.
     *
     * @throws IllegalArgumentException if the file with this place is gone
     */
    public Latest latest(DecisionQuery query, int most, Optional<Place> before) throws IOException {
        try (HeldFiles held = HeldFiles.of(log, query.span())) {
            SearchRun run = new SearchRun(new AuditIndexes(log), indexes, query);
            List<Found> found = new ArrayList<>();
            List<HeldFile> files = upTo(before, held.files());
            for (int i = files.size() - 1; i >= 0 && found.size() <= most; i--) {
                boolean isCut = before.isPresent() && i == files.size() - 1;
                long end = isCut ? before.get().offset() : files.get(i).size();
                found.addAll(0, run.latest(files.get(i), end, most + 1 - found.size()));
            }
            boolean truncated = found.size() > most;
            return new Latest(found.subList(truncated ? 1 : 0, found.size()), truncated, run.report());
        }
    }

    private static List<HeldFile> upTo(Optional<Place> before, List<HeldFile> files) throws IOException {
        if (before.isEmpty()) {
            return files;
        }
        for (int i = 0; i < files.size(); i++) {
            if (files.get(i).name().equals(before.get().file())) {
                return files.subList(0, i + 1);
            }
        }
        throw new IllegalArgumentException("names a file of the log that is gone: begin again without it");
    }
}
