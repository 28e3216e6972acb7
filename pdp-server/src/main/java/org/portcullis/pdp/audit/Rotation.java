package org.portcullis.pdp.audit;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.portcullis.pdp.seal.ChainHead;
import org.portcullis.pdp.seal.Checkpoints;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Closes the file of a log when it is time to, with a checkpoint at its end, and has the log go on in a new one. Not thread-safe. */
final class Rotation {
    private static final Logger LOG = LoggerFactory.getLogger(Rotation.class);
    private static final Duration PAUSE = Duration.ofSeconds(60);

    private final ActiveFile active;
    private final Checkpoints checkpoints;
    private final Segments segments;
    private final InstantSource clock;
    /** Number of the first record of the file, which may not be there yet. */
    private long first;

    private Instant since;
    private Instant notBefore = Instant.MIN;

    /** Of a file whose last record is that head. */
    Rotation(ActiveFile active, Checkpoints checkpoints, ChainHead head, Segments segments, InstantSource clock)
            throws IOException {
        this.active = active;
        this.checkpoints = checkpoints;
        this.segments = segments;
        this.clock = clock;
        first = firstOf(active.path()).stream().findFirst().orElse(head.seq() + 1);
        since = first > head.seq() ? clock.instant() : AuditFiles.start(active.path());
    }

    private static List<Long> firstOf(Path file) throws IOException {
        List<Long> numbers = new ArrayList<>();
        if (Files.isRegularFile(file)) {
            try (InputStream in = Files.newInputStream(file)) {
                new LineSplitter(line -> ChainHead.before(line).ifPresent(before -> numbers.add(before.seq() + 1)))
                        .drain(new Beginning(in));
            }
        }
        return numbers;
    }

    /** The next record is the first of its file. */
    void begin(ChainHead head) {
        first = head.seq() + 1;
        since = clock.instant();
    }

    /** Closes the file if it is over. If that fails, it goes on to be written, and a minute later this is tried again. */
    void turnIfOver(ChainHead head) {
        Instant now = clock.instant();
        if (head.seq() < first) {
            since = now;
        } else if (!now.isBefore(notBefore)) {
            try {
                if (segments.isOver(active.size(), since, now) && active.isMovable()) {
                    turn(head, now);
                }
            } catch (IOException e) {
                notBefore = now.plus(PAUSE);
                LOG.error(
                        "audit log not closed for the next file, tried again in a minute file={} error={}",
                        active.path(),
                        e.toString());
            }
        }
    }

    private void turn(ChainHead head, Instant now) throws IOException {
        checkpoints.signNow(head);
        if (checkpoints.last().seq() < head.seq()) {
            throw new IOException("the checkpoint at its end was not kept");
        }
        active.moveTo(Segment.closing(active.path(), now, first).path());
        begin(head);
    }
}
