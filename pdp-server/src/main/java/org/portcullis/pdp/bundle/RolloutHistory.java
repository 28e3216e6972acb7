package org.portcullis.pdp.bundle;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Every change of the bundle that decides, in a file that only grows and whose lines vouch for those before. */
public final class RolloutHistory {
    private final Path file;

    RolloutHistory(Path file) {
        this.file = file;
    }

    /**
     * Everything that happened, oldest first.
     *
     * @throws BundleException if a line cannot be read
     */
    public List<Rollout> entries() {
        List<RolloutLine> lines = lines();
        List<Rollout> entries = new ArrayList<>();
        for (int n = 0; n < lines.size(); n++) {
            String where = file + ":" + (n + 1);
            entries.add(lines.get(n)
                    .rollout()
                    .orElseThrow(() -> new BundleException(
                            where + ": not a line of the history; keep a copy of the file and move it away")));
        }
        return entries;
    }

    /** The first line that was changed, or that does not follow the one before it; nothing if all is well. */
    public Optional<String> broken() {
        String previous = RolloutLine.NOTHING;
        List<RolloutLine> lines = lines();
        for (int n = 0; n < lines.size(); n++) {
            if (!lines.get(n).follows(previous)) {
                return Optional.of(
                        file + ":" + (n + 1) + ": this line, or the one before it, is not as it was written");
            }
            previous = lines.get(n).hash();
        }
        return Optional.empty();
    }

    /** The changes that stand, and the one that is under way, if one is; oldest first. */
    public List<Rollout.Change> standing() {
        List<Rollout> entries = entries();
        Stream<Rollout> underWay = entries.stream().skip(Math.max(0, entries.size() - 1));
        return Stream.concat(
                        entries.stream().filter(entry -> entry.outcome().stands()),
                        underWay.filter(entry -> entry.outcome() == Rollout.Outcome.BEGUN))
                .map(Rollout::change)
                .toList();
    }

    /** What decided before a bundle was activated, for the way back. */
    public Optional<String> before(String digest) {
        return standing().stream()
                .filter(change -> change.kind() == Rollout.Kind.ACTIVATE)
                .filter(change -> change.to().equals(digest) && !change.from().equals(digest))
                .reduce((earlier, later) -> later)
                .map(Rollout.Change::from)
                .filter(from -> !from.isEmpty());
    }

    /** When a bundle was put in place, the last time it was. */
    public Optional<Instant> since(String digest) {
        return entries().stream()
                .filter(entry -> entry.outcome().stands() && entry.change().to().equals(digest))
                .reduce((earlier, later) -> later)
                .map(Rollout::at);
    }

    /** The bundle that was put in place last, if it was put there as a way back. */
    Optional<String> rolledBackTo() {
        return standing().stream()
                .reduce((earlier, later) -> later)
                .filter(change -> change.kind() == Rollout.Kind.ROLLBACK)
                .map(Rollout.Change::to);
    }

    /** Adds a line and waits for the disk. */
    public void add(Instant at, Rollout.Change change, Rollout.Note note, Rollout.Outcome outcome) {
        List<RolloutLine> lines = lines();
        String previous = lines.isEmpty()
                ? RolloutLine.NOTHING
                : lines.get(lines.size() - 1).hash();
        RolloutLine line = RolloutLine.of(new Rollout(lines.size() + 1L, at, change, note, outcome), previous);
        DurableFiles.with(file, () -> append(line.text() + "\n"));
    }

    private Path append(String text) throws IOException {
        if (Files.notExists(file)) {
            return DurableFiles.write(file, text.getBytes(StandardCharsets.UTF_8));
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.READ)) {
            channel.truncate(endOfLastLine(channel));
            channel.position(channel.size());
            ByteBuffer left = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
            while (left.hasRemaining()) {
                channel.write(left);
            }
            channel.force(true);
        }
        return file;
    }

    /** A line whose end was never written was never told to anybody. */
    private static long endOfLastLine(FileChannel channel) throws IOException {
        ByteBuffer one = ByteBuffer.allocate(1);
        long end = channel.size();
        while (end > 0 && channel.read(one.clear(), end - 1) == 1 && one.get(0) != '\n') {
            end--;
        }
        return end;
    }

    private List<RolloutLine> lines() {
        return DurableFiles.with(file, () -> {
            String text = Files.exists(file) ? Files.readString(file, StandardCharsets.UTF_8) : "";
            return text.substring(0, text.lastIndexOf('\n') + 1)
                    .lines()
                    .map(RolloutLine::new)
                    .toList();
        });
    }
}
