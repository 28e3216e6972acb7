package org.portcullis.pdp.audit;

import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.zip.ZipException;

/** Lines of one file that follow each other, to be searched. */
interface Stretch {
    /** Hands on what was asked for, oldest first. */
    void each(AuditSearch.Hits hits) throws IOException;

    /** The latest of these, at most so many, oldest first. */
    List<Found> latest(int most) throws IOException;

    /** Lines that are all read; {@code name} is that of their file in {@link Place}. */
    record Scanned(HeldFile file, String name, long from, long to, Picker picker) implements Stretch {
        /** Those of them that begin from one byte until before another. */
        Scanned part(long first, long end) {
            return new Scanned(file, name, first, Math.min(end, to), picker);
        }

        @Override
        public void each(AuditSearch.Hits hits) throws IOException {
            try {
                file.lines(from, to, (line, offset) -> picker.take(line, new Place(name, offset), hits));
            } catch (EOFException | ZipException e) {
                picker.breaksOff(file);
            }
        }

        @Override
        public List<Found> latest(int most) throws IOException {
            Deque<Found> kept = new ArrayDeque<>();
            each((place, line, answer) -> {
                kept.add(new Found(place, answer));
                if (kept.size() > most) {
                    kept.remove();
                }
            });
            return List.copyOf(kept);
        }
    }
}
