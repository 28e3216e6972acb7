package org.portcullis.pdp.audit;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.portcullis.pdp.seal.CheckpointKey;
import org.portcullis.pdp.seal.Checkpoints;

/** A log whose files were closed long ago, dealt with as a server does it each day. */
record OldLog(SealedLog sealed) {
    static final Retention.Terms TERMS = new Retention.Terms(Duration.ofDays(180), Duration.ofDays(365));
    private static final Segments SMALL = new Segments(4_000, Duration.ZERO);

    /** Five files of a dozen records or so each. */
    static OldLog in(Path directory) throws IOException {
        SealedLog sealed = new SealedLog(directory);
        try (JsonLinesAuditLog log = sealed.open(InstantSource.fixed(Records.WRITTEN), SMALL)) {
            SealedLog.writeTo(log, 1, 50);
        }
        return new OldLog(sealed);
    }

    Retention retention() {
        return new Retention(sealed.file(), TERMS);
    }

    List<Path> closed() throws IOException {
        return Segment.of(sealed.file()).stream().map(Segment::path).toList();
    }

    /** What was done, and what failed. */
    record Done(List<Retention.Step> steps, List<String> problems) {}

    /** Does what is due so long after the last record. */
    Done dealWith(Duration later) throws IOException {
        Instant now = Records.WRITTEN.plus(later);
        CheckpointKey key = CheckpointKey.in(sealed.directory().resolve("audit.key"));
        Checkpoints checkpoints = Checkpoints.open(sealed.checkpoints(), key, InstantSource.fixed(now));
        Done done = new Done(new ArrayList<>(), new ArrayList<>());
        retention()
                .carryOut(
                        now,
                        new Retention.Tools(key, checkpoints::signRemoval),
                        (step, problem) -> note(done, step, problem));
        return done;
    }

    private static void note(Done done, Retention.Step step, Optional<IOException> problem) {
        done.steps().add(step);
        problem.ifPresent(e -> done.problems().add(e.getMessage()));
    }
}
