package org.portcullis.pdp.audit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.portcullis.pdp.seal.CheckpointKey;
import org.portcullis.pdp.seal.Tombstone;

/**
 * What becomes of closed files of the log when they are old: first names give way to pseudonyms, then the file goes. Both leave a signed tombstone. The latest closed
 * file stays as it is, for the log to go on from, and every file does while there is one called {@code audit.jsonl.hold}. Thread-safe if nobody else does the same.
 */
public record Retention(Path log, Terms terms) {
    /** How long a file is kept whole, and then with pseudonyms; zero is for ever. */
    public record Terms(Duration whole, Duration pseudonyms) {}

    /** What can be done to a file. */
    public enum Kind {
        PSEUDONYMISE,
        REMOVE,
        DESTROY_KEY
    }

    /** Something that is due. */
    public record Step(Kind kind, Path file) {}

    /** Whoever signs that a file is removed, before it is. */
    public interface Gravedigger {
        /** Returns once that is kept. */
        void signRemoval(Tombstone rewritten) throws IOException;
    }

    /** With what it is done. */
    public record Tools(CheckpointKey key, Gravedigger gravedigger) {}

    /** Whoever is told what was done, and what could not be. */
    public interface Listener {
        /** It was done, or {@code problem} says why not. */
        void done(Step step, Optional<IOException> problem);
    }

    /** Whether nothing is done because of a file that says so. */
    public boolean isOnHold() {
        return Files.exists(log.resolveSibling(log.getFileName() + ".hold"));
    }

    /** What is due now, oldest first. */
    public List<Step> due(Instant now) throws IOException {
        List<Step> due = new ArrayList<>();
        if (isOnHold()) {
            return due;
        }
        List<Segment> closed = Segment.of(log);
        for (Segment segment : closed.subList(0, Math.max(0, closed.size() - 1))) {
            dueOf(segment, now).ifPresent(kind -> due.add(new Step(kind, segment.path())));
        }
        Pseudonyms.outlived(log, now).forEach(key -> due.add(new Step(Kind.DESTROY_KEY, key)));
        return due;
    }

    private Optional<Kind> dueOf(Segment segment, Instant now) throws IOException {
        if (terms.whole().isZero()) {
            return Optional.empty();
        }
        Duration age = Duration.between(segment.closedAt(), now);
        if (tombstoneOf(segment.path()).isEmpty()) {
            return age.compareTo(terms.whole()) >= 0 ? Optional.of(Kind.PSEUDONYMISE) : Optional.empty();
        }
        boolean isOver =
                !terms.pseudonyms().isZero() && age.compareTo(terms.whole().plus(terms.pseudonyms())) >= 0;
        return isOver ? Optional.of(Kind.REMOVE) : Optional.empty();
    }

    /** Does what is due; a file that cannot be dealt with stays, and the others are dealt with all the same. */
    public void carryOut(Instant now, Tools tools, Listener listener) throws IOException {
        for (Step step : due(now)) {
            Optional<IOException> problem = Optional.empty();
            try {
                carryOut(step, now, tools);
            } catch (IOException e) {
                problem = Optional.of(e);
            }
            listener.done(step, problem);
        }
    }

    private void carryOut(Step step, Instant now, Tools tools) throws IOException {
        switch (step.kind()) {
            case PSEUDONYMISE -> {
                PseudonymousLine names = new PseudonymousLine(Pseudonyms.in(log, now));
                new SegmentRewriting(names, tools.key()).rewrite(step.file(), now);
            }
            case REMOVE -> {
                Optional<Tombstone> tombstone = tombstoneOf(step.file());
                if (tombstone.isPresent()) {
                    tools.gravedigger().signRemoval(tombstone.get());
                    Files.delete(step.file());
                }
            }
            case DESTROY_KEY -> Pseudonyms.destroy(step.file());
        }
    }

    private static Optional<Tombstone> tombstoneOf(Path segment) throws IOException {
        try (BufferedReader lines = Files.newBufferedReader(segment, ISO_8859_1)) {
            return Optional.ofNullable(lines.readLine()).flatMap(Tombstone::of);
        }
    }
}
