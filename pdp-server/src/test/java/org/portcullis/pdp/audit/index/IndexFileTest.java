package org.portcullis.pdp.audit.index;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IndexFileTest {
    private static final long MEANING = 7;
    private static final int LONG_LINE = 1000;

    @TempDir
    private Path directory;

    @Test
    void linesAreFoundByTheirTermsInEveryLeaf() throws IOException {
        int lines = 2 * IndexWriter.LINES + 10;
        Fingerprint log = log(lines);
        Path file = write(log, lines);

        try (IndexFile index = IndexFile.open(file, log, MEANING)) {
            assertThat(index.leaves()).hasSize(3);
            assertThat(found(index, Term.of("number", "17"))).containsExactly(17L * LONG_LINE);
            assertThat(found(index, Term.of("number", String.valueOf(lines - 1))))
                    .containsExactly((lines - 1L) * LONG_LINE);
            assertThat(found(index, Term.of("remainder", "3"))).hasSize((lines - 4) / 100 + 1);
            assertThat(found(index, Term.of("remainder", "100"))).isEmpty();
            assertThat(index.leaves().get(2).to()).isEqualTo(log.size());
        }
    }

    @Test
    void leavesTellWhichLinesCameInATime() throws IOException {
        Fingerprint log = log(100);
        Path file = write(log, 100);

        try (IndexFile index = IndexFile.open(file, log, MEANING)) {
            Leaf leaf = index.leaves().get(0);
            BitSet lines = leaf.all();
            leaf.within(10, 12, lines);

            assertThat(lines.stream()).containsExactly(10, 11, 12);
            assertThat(leaf.isWithin(99, 200)).isTrue();
            assertThat(leaf.isWithin(100, 200)).isFalse();
        }
    }

    @Test
    void linesThatWereNotUnderstoodAreKnown() throws IOException {
        Path file = directory.resolve("odd");
        Fingerprint log = log(3);
        try (FileChannel out = create(file)) {
            IndexWriter writer = new IndexWriter(out);
            writer.line(0, 5, Term.of("a", "b"));
            writer.oddLine(1000);
            writer.line(2000, 6);
            writer.finish(log, MEANING);
        }

        try (IndexFile index = IndexFile.open(file, log, MEANING)) {
            assertThat(index.leaves().get(0).odd().stream()).containsExactly(1);
            assertThat(index.leaves().get(0).isWithin(0, 4)).isFalse();
        }
    }

    @Test
    void damageIsNeverBelieved() throws IOException {
        Fingerprint log = log(3000);
        byte[] whole = Files.readAllBytes(write(log, 3000));
        SplittableRandom random = new SplittableRandom(5);

        for (int i = 0; i < 40; i++) {
            byte[] damaged = whole.clone();
            damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
            Path file = Files.write(directory.resolve("damaged"), damaged);

            assertThatThrownBy(() -> everything(file, log)).isInstanceOf(DamagedIndexException.class);
        }
    }

    @Test
    void whatBreaksOffIsNeverBelieved() throws IOException {
        Fingerprint log = log(50);
        byte[] whole = Files.readAllBytes(write(log, 50));

        for (int length = 0; length < whole.length; length += 7) {
            Path file = Files.write(directory.resolve("short"), Arrays.copyOf(whole, length));

            assertThatThrownBy(() -> IndexFile.open(file, log, MEANING)).isInstanceOf(DamagedIndexException.class);
        }
    }

    @Test
    void indexOfAnotherFileOrMeaningIsNotTaken() throws IOException {
        Fingerprint log = log(50);
        Path file = write(log, 50);

        for (Fingerprint other : List.of(
                new Fingerprint(log.size() + 1, log.modified(), log.firstLine()),
                new Fingerprint(log.size(), log.modified() + 1, log.firstLine()),
                new Fingerprint(log.size(), log.modified(), Fingerprint.ofFirstLine(new byte[] {1})))) {
            assertThatThrownBy(() -> IndexFile.open(file, other, MEANING)).isInstanceOf(DamagedIndexException.class);
            assertThat(other.indexName()).isNotEqualTo(log.indexName());
        }
        assertThatThrownBy(() -> IndexFile.open(file, log, MEANING + 1)).isInstanceOf(DamagedIndexException.class);
    }

    @Test
    void fingerprintIsThatOfTheFirstLine() throws IOException {
        Path file = Files.writeString(directory.resolve("log"), "one\ntwo\n");

        try (FileChannel log = FileChannel.open(file)) {
            assertThat(Fingerprint.of(log, 9))
                    .isEqualTo(new Fingerprint(8, 9, Fingerprint.ofFirstLine("one".getBytes(US_ASCII))));
        }
    }

    /** The answers to all that can be asked. */
    private static List<Long> everything(Path file, Fingerprint log) throws IOException {
        List<Long> all = new ArrayList<>();
        try (IndexFile index = IndexFile.open(file, log, MEANING)) {
            for (int i = 0; i < 3000; i++) {
                all.addAll(found(index, Term.of("number", String.valueOf(i))));
            }
            for (int i = 0; i < 100; i++) {
                all.addAll(found(index, Term.of("remainder", String.valueOf(i))));
            }
        }
        return all;
    }

    private static List<Long> found(IndexFile index, long term) throws IOException {
        List<Long> found = new ArrayList<>();
        for (Leaf leaf : index.leaves()) {
            leaf.extents(leaf.with(term)).forEach(extent -> found.add(extent.from()));
        }
        return found;
    }

    private static Fingerprint log(int lines) {
        return new Fingerprint((long) lines * LONG_LINE, 42, Fingerprint.ofFirstLine(new byte[0]));
    }

    private Path write(Fingerprint log, int lines) throws IOException {
        Path file = directory.resolve("index");
        try (FileChannel out = create(file)) {
            IndexWriter writer = new IndexWriter(out);
            for (int i = 0; i < lines; i++) {
                writer.line(
                        (long) i * LONG_LINE,
                        i,
                        Term.of("number", String.valueOf(i)),
                        Term.of("remainder", String.valueOf(i % 100)));
            }
            writer.finish(log, MEANING);
        }
        return file;
    }

    private static FileChannel create(Path file) throws IOException {
        return FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }
}
