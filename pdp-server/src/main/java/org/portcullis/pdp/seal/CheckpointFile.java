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

    /** Those that hold, and a sentence for each line that does not. Remains of a line that the next checkpoint names are as the server left them. */
    List<Checkpoint> verified(PublicKey key, List<Break> breaks) {
        List<Checkpoint> good = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String problem = problem(i, key);
            if (problem.isEmpty()) {
                Checkpoint.of(lines.get(i)).ifPresent(good::add);
            } else if (!isNamedByNext(i, key)) {
                breaks.add(new Break(path, i + 1L, problem));
            }
        }
        if (!isWhole) {
            breaks.add(new Break(path, lines.size(), "the checkpoint has no line feed at its end"));
        }
        return good;
    }

    private String problem(int place, PublicKey key) {
        String line = lines.get(place);
        Optional<Checkpoint> read = Checkpoint.of(line);
        if (read.isEmpty() || !read.get().line().equals(line)) {
            return "not a checkpoint";
        }
        Checkpoint checkpoint = read.get();
        String before = place == 0 ? ChainHead.START.hash() : Checkpoints.hash(lines.get(place - 1));
        if (!checkpoint.before().equals(before)) {
            return "does not follow the checkpoint before it";
        }
        if (!checkpoint.key().equals(CheckpointKey.id(key))) {
            return "made with the key `" + checkpoint.key() + "`, not with `" + CheckpointKey.id(key) + "`";
        }
        return CheckpointKey.isBy(key, checkpoint.signed(), checkpoint.signature()) ? "" : "its signature is wrong";
    }

    private boolean isNamedByNext(int place, PublicKey key) {
        return Checkpoint.of(lines.get(place)).isEmpty()
                && place + 1 < lines.size()
                && problem(place + 1, key).isEmpty();
    }
}
