package org.portcullis.pdp.seal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Holds a log against its chain and its checkpoints: the files oldest first, then {@link #report}. A line that was changed, left out, put in or moved is found
 * wherever a line or a checkpoint follows it. Not thread-safe.
 */
public final class SealVerifier {
    private final List<Break> breaks = new ArrayList<>();
    private final TreeMap<Long, Checkpoint> checkpoints = new TreeMap<>();
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
        CheckpointFile.read(checkpointFile)
                .verified(key, breaks)
                .forEach(checkpoint -> checkpoints.put(checkpoint.head().seq(), checkpoint));
    }

    /** Takes the next file. */
    public void read(Path file, InputStream in) throws IOException {
        long[] line = new long[1];
        head = head.atFile();
        new ChainEnd.Lines((bytes, whole) -> {
                    line[0]++;
                    take(bytes, new Break(file, line[0], whole ? "" : "the line has no line feed at its end"));
                })
                .drain(in);
    }

    private void take(byte[] line, Break place) {
        if (!place.problem().isEmpty()) {
            breaks.add(place);
        }
        Link.of(line).ifPresentOrElse(link -> linked(line, link, place), () -> unlinked(line));
    }

    private void linked(byte[] line, Link link, Break place) {
        if (first == 0) {
            begin(link, place);
        } else if (!link.head().equals(head)) {
            String expected = link.seq() == head.seq() + 1
                    ? "what stands before it was changed"
                    : "expected record " + (head.seq() + 1);
            breaks.add(new Break(place.file(), place.line(), "record " + link.seq() + " does not follow: " + expected));
        }
        lines++;
        isVouchedFor = true;
        head = link.head().after(line);
        agree(head, place);
    }

    /** Lines before the first one there is may have been kept long enough; then the checkpoints know where it has to start. */
    private void begin(Link link, Break place) {
        first = link.seq();
        Checkpoint signed = checkpoints.get(first - 1);
        boolean isSigned = signed != null && signed.head().equals(link.head());
        if (first == 1 ? !link.head().equals(head) : !isSigned || unlinked > 0) {
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
        return new SealReport(first, head.seq(), lines, unlinked, remains, agreed, signedUpTo, breaks);
    }
}
