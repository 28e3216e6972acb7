package org.portcullis.pdp.seal;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.file.StandardOpenOption.APPEND;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The checkpoints of a log, oldest first, and what is wrong with their file. Immutable. */
record CheckpointFile(Path path, List<String> lines, boolean isWhole) {
    CheckpointFile {
        lines = List.copyOf(lines);
    }

    /** None if there is no such file. */
    static CheckpointFile read(Path file) throws IOException {
        if (Files.notExists(file)) {
            return new CheckpointFile(file, List.of(), true);
        }
        String text = Files.readString(file, ISO_8859_1);
        return new CheckpointFile(
                        file,
                        text.isEmpty() ? List.of() : List.of(text.split("\n", -1)),
                        text.isEmpty() || text.endsWith("\n"))
                .withoutEnd();
    }

    /** As {@link #read}, after a line feed behind what a crash left of a line. */
    static CheckpointFile ended(Path file) throws IOException {
        CheckpointFile found = read(file);
        if (found.isWhole()) {
            return found;
        }
        Files.write(file, new byte[] {'\n'}, APPEND);
        return read(file);
    }

    /** After the last line feed there is nothing, and that is no line. */
    private CheckpointFile withoutEnd() {
        return isWhole && !lines.isEmpty() ? new CheckpointFile(path, lines.subList(0, lines.size() - 1), true) : this;
    }

    /** The latest place that any of them names. */
    ChainHead head() {
        return lines.stream()
                .flatMap(line -> Checkpoint.of(line).stream())
                .map(Checkpoint::head)
                .reduce(ChainHead.START, (one, other) -> other.seq() >= one.seq() ? other : one);
    }

    /** What the next one will name as the one before it. */
    String end() {
        return lines.isEmpty() ? ChainHead.START.hash() : Checkpoints.hash(lines.get(lines.size() - 1));
    }

    /** Those that hold, and a sentence for each line that does not. Remains of a line that the next one names are as the server left them. */
    List<SignedLine> verified(PublicKey key, List<Break> breaks) {
        List<SignedLine> good = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String problem = problem(i, key);
            if (problem.isEmpty()) {
                read(i).ifPresent(good::add);
            } else if (!isNamedByNext(i, key)) {
                breaks.add(new Break(path, i + 1L, problem));
            }
        }
        if (!isWhole) {
            breaks.add(new Break(path, lines.size(), "the checkpoint has no line feed at its end"));
        }
        return good;
    }

    private Optional<SignedLine> read(int place) {
        String line = lines.get(place);
        return Checkpoint.of(line)
                .<SignedLine>map(checkpoint -> checkpoint)
                .or(() -> Tombstone.of(line).filter(stone -> stone.kind() == Tombstone.Kind.REMOVED));
    }

    private String problem(int place, PublicKey key) {
        Optional<SignedLine> read = read(place);
        if (read.isEmpty() || !read.get().line().equals(lines.get(place))) {
            return "not a checkpoint";
        }
        String before = place == 0 ? ChainHead.START.hash() : Checkpoints.hash(lines.get(place - 1));
        return read.get().before().equals(before)
                ? read.get().forgery(key)
                : "does not follow the checkpoint before it";
    }

    private boolean isNamedByNext(int place, PublicKey key) {
        return read(place).isEmpty()
                && place + 1 < lines.size()
                && problem(place + 1, key).isEmpty();
    }
}
