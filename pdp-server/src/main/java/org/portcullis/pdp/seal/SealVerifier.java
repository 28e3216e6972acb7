package org.portcullis.pdp.seal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Holds a log against its chain and its checkpoints: the files oldest first, then {@link #report}. A line that was changed, left out, put in or moved is found
 * wherever a line or a checkpoint follows it. Not thread-safe.
 */
public final class SealVerifier {
    private final List<Break> breaks = new ArrayList<>();
    private final TreeMap<Long, Checkpoint> checkpoints = new TreeMap<>();
    private final List<Tombstone> tombstones = new ArrayList<>();
    private final Map<ChainHead, ChainHead> removed = new HashMap<>();
    private final PublicKey key;
    private ChainHead head = ChainHead.START;
    private long first;
    private long lines;
    private long unlinked;
    private long remains;
    private long agreed;
    private long signedUpTo;
    private boolean isVouchedFor = true;

    /**
     * With the checkpoints of a file and the key that made them.
     *
     * @throws IOException if the file cannot be read
     */
    public SealVerifier(Path checkpointFile, PublicKey key) throws IOException {
        this.key = key;
        CheckpointFile.read(checkpointFile).verified(key, breaks).forEach(this::learn);
    }

    private void learn(SignedLine signed) {
        if (signed instanceof Checkpoint checkpoint) {
            checkpoints.put(checkpoint.head().seq(), checkpoint);
        } else if (signed instanceof Tombstone stone) {
            tombstones.add(stone);
            if (stone.records() > 0) {
                removed.put(stone.from(), stone.to());
            }
        }
    }

    /** Takes the next file. */
    public void read(Path file, InputStream in) throws IOException {
        Reading reading = new Reading(file);
        head = head.atFile();
        new ChainEnd.Lines(reading::take).drain(in);
        reading.rewritten.ifPresent(whole -> rewritten(whole, new Break(file, 1, "")));
    }

    /** One file, of which the first line says how it is read. */
    private final class Reading {
        private final Path file;
        private long line;
        private Optional<RewrittenFile> rewritten = Optional.empty();

        Reading(Path file) {
            this.file = file;
        }

        void take(byte[] bytes, boolean whole) {
            line++;
            if (line == 1) {
                rewritten = RewrittenFile.beginningWith(bytes);
            }
            Break place = new Break(file, line, whole ? "" : "the line has no line feed at its end");
            if (rewritten.isEmpty()) {
                SealVerifier.this.take(bytes, place);
            } else if (line > 1) {
                rewritten.get().take(bytes, whole);
            } else if (!whole) {
                breaks.add(place);
            }
        }
    }

    private void rewritten(RewrittenFile file, Break place) {
        Tombstone stone = file.tombstone();
        String problem = file.problem(key);
        if (!problem.isEmpty()) {
            breaks.add(new Break(place.file(), place.line(), problem));
        }
        follow(stone.from(), place);
        tombstones.add(stone);
        lines += stone.records();
        isVouchedFor = true;
        head = stone.to();
        agree(head, place);
    }

    private void take(byte[] line, Break place) {
        if (!place.problem().isEmpty()) {
            breaks.add(place);
        }
        Link.of(line).ifPresentOrElse(link -> linked(line, link, place), () -> unlinked(line));
    }

    private void linked(byte[] line, Link link, Break place) {
        follow(link.head(), place);
        lines++;
        isVouchedFor = true;
        head = link.head().after(line);
        agree(head, place);
    }

    /** Something comes whose chain goes on from there. */
    private void follow(ChainHead from, Break place) {
        if (first == 0) {
            begin(from, place);
            return;
        }
        while (!from.equals(head) && removed.containsKey(head)) {
            head = removed.get(head);
        }
        if (!from.equals(head)) {
            String expected = from.seq() == head.seq()
                    ? "what stands before it was changed"
                    : "expected record " + (head.seq() + 1);
            breaks.add(new Break(
                    place.file(), place.line(), "record " + (from.seq() + 1) + " does not follow: " + expected));
        }
    }

    /** Lines before the first one there is may have been kept long enough; then the checkpoints know where it has to start. */
    private void begin(ChainHead from, Break place) {
        first = from.seq() + 1;
        Checkpoint signed = checkpoints.get(from.seq());
        boolean isSigned = signed != null && signed.head().equals(from);
        if (first == 1 ? !from.equals(head) : !isSigned || unlinked > 0) {
            breaks.add(new Break(place.file(), place.line(), "no chain begins with record " + first + " here"));
        }
    }

    private void agree(ChainHead here, Break place) {
        Checkpoint checkpoint = checkpoints.get(here.seq());
        if (checkpoint == null) {
            return;
        }
        if (checkpoint.head().equals(here)) {
            agreed++;
            signedUpTo = here.seq();
        } else {
            breaks.add(new Break(
                    place.file(), place.line(), "is not what the checkpoint of " + checkpoint.at() + " signs"));
        }
    }

    private void unlinked(byte[] line) {
        unlinked += first == 0 ? 1 : 0;
        remains += first == 0 ? 0 : 1;
        isVouchedFor = false;
        head = head.past(line);
    }

    /** What was found; the last file is named if lines are missing after it. */
    public SealReport report(Path log) {
        if (!isVouchedFor && first > 0) {
            breaks.add(new Break(
                    log,
                    lines,
                    "after record " + head.seq()
                            + " something stands that is none: cut short by a crash, or put there"));
        }
        Map.Entry<Long, Checkpoint> latest = checkpoints.lastEntry();
        if (latest != null && latest.getKey() > head.seq()) {
            breaks.add(new Break(
                    log,
                    lines,
                    "records " + (head.seq() + 1) + " to " + latest.getKey() + " are missing, a checkpoint of "
                            + latest.getValue().at() + " signs them"));
        }
        return new SealReport(first, head.seq(), lines, unlinked, remains, agreed, signedUpTo, tombstones, breaks);
    }
}
