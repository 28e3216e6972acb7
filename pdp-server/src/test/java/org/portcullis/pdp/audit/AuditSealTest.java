package org.portcullis.pdp.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.portcullis.pdp.seal.Break;
import org.portcullis.pdp.seal.CheckpointKey;
import org.portcullis.pdp.seal.SealReport;

/** What is done to an audit log is found; what a server and rotation do to it is not mistaken for that. */
class AuditSealTest {
    private static final int MUTATIONS = Integer.getInteger("portcullis.audit.mutations", 2_000);

    @TempDir
    private Path directory;

    private Path file;
    private SealedLog sealed;

    @BeforeEach
    void nameTheLog() {
        sealed = new SealedLog(directory);
        file = sealed.file();
    }

    /** What somebody could do to the lines of a log. */
    enum Mutation {
        CHANGE_A_BYTE {
            @Override
            byte[] of(byte[] log, SplittableRandom random) {
                byte[] changed = log.clone();
                changed[random.nextInt(log.length)] ^= (byte) (1 << random.nextInt(8));
                return changed;
            }
        },
        TAKE_BYTES_OUT {
            @Override
            byte[] of(byte[] log, SplittableRandom random) {
                int from = random.nextInt(log.length);
                return without(log, from, Math.min(log.length, from + 1 + random.nextInt(2_000)));
            }
        },
        PUT_BYTES_IN {
            @Override
            byte[] of(byte[] log, SplittableRandom random) {
                byte[] more = new byte[1 + random.nextInt(40)];
                random.nextBytes(more);
                return with(log, random.nextInt(log.length + 1), more);
            }
        },
        PUT_A_LINE_FEED_IN {
            @Override
            byte[] of(byte[] log, SplittableRandom random) {
                return with(log, random.nextInt(log.length + 1), new byte[] {'\n'});
            }
        },
        TAKE_LINES_OUT {
            @Override
            byte[] of(byte[] log, SplittableRandom random) {
                List<byte[]> lines = lines(log);
                int from = random.nextInt(lines.size());
                lines.subList(from, Math.min(lines.size(), from + 1 + random.nextInt(5)))
                        .clear();
                return joined(lines);
            }
        },
        EXCHANGE_TWO_LINES {
            @Override
            byte[] of(byte[] log, SplittableRandom random) {
                List<byte[]> lines = lines(log);
                int one = random.nextInt(lines.size());
                Collections.swap(lines, one, (one + 1 + random.nextInt(lines.size() - 1)) % lines.size());
                return joined(lines);
            }
        },
        REPEAT_A_LINE {
            @Override
            byte[] of(byte[] log, SplittableRandom random) {
                List<byte[]> lines = lines(log);
                lines.add(random.nextInt(lines.size() + 1), lines.get(random.nextInt(lines.size())));
                return joined(lines);
            }
        },
        CUT_THE_END_OFF {
            @Override
            byte[] of(byte[] log, SplittableRandom random) {
                return Arrays.copyOf(log, random.nextInt(log.length));
            }
        };

        abstract byte[] of(byte[] log, SplittableRandom random);

        private static byte[] without(byte[] log, int from, int to) {
            return with(Arrays.copyOf(log, from), from, Arrays.copyOfRange(log, to, log.length));
        }

        private static byte[] with(byte[] log, int at, byte[] more) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            out.write(log, 0, at);
            out.writeBytes(more);
            out.write(log, at, log.length - at);
            return out.toByteArray();
        }

        private static List<byte[]> lines(byte[] log) {
            List<byte[]> lines = new ArrayList<>();
            for (int from = 0, to = 0; to < log.length; to++) {
                if (log[to] == '\n') {
                    lines.add(Arrays.copyOfRange(log, from, to + 1));
                    from = to + 1;
                }
            }
            return lines;
        }

        private static byte[] joined(List<byte[]> lines) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            lines.forEach(out::writeBytes);
            return out.toByteArray();
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyMutationIsFound(Mutation mutation) throws IOException {
        sealed.write(1, 200);
        byte[] log = Files.readAllBytes(file);
        SplittableRandom random = new SplittableRandom(mutation.name().hashCode());

        for (int i = 0; i < MUTATIONS / Mutation.values().length; i++) {
            byte[] changed = mutation.of(log, random);
            Files.write(file, changed);

            assertThat(sealed.verify().isWhole() && !Arrays.equals(changed, log))
                    .as("mutation %s number %s", mutation, i)
                    .isFalse();
        }
    }

    /** Of one that was rewritten, between two others. */
    @ParameterizedTest
    @EnumSource
    void everyMutationOfAFileWithPseudonymsIsFound(Mutation mutation) throws IOException {
        OldLog old = OldLog.in(directory);
        old.dealWith(Duration.ofDays(200));
        Path rewritten = old.closed().get(1);
        byte[] log = Files.readAllBytes(rewritten);
        SplittableRandom random = new SplittableRandom(mutation.name().hashCode() + 1);

        for (int i = 0; i < MUTATIONS / Mutation.values().length / 2; i++) {
            byte[] changed = mutation.of(log, random);
            Files.write(rewritten, changed);

            assertThat(sealed.verify().isWhole() && !Arrays.equals(changed, log))
                    .as("mutation %s number %s", mutation, i)
                    .isFalse();
        }
    }

    @Test
    void everyMutationOfTheCheckpointsOfARemovalIsFound() throws IOException {
        OldLog old = OldLog.in(directory);
        old.dealWith(Duration.ofDays(200));
        old.dealWith(Duration.ofDays(600));
        byte[] signed = Files.readAllBytes(sealed.checkpoints());
        SplittableRandom random = new SplittableRandom(8);

        assertThat(sealed.verify().breaks()).isEmpty();
        for (int i = 0; i < MUTATIONS / 10; i++) {
            Files.write(sealed.checkpoints(), Mutation.CHANGE_A_BYTE.of(signed, random));

            assertThat(sealed.verify().isWhole()).as("mutation %s", i).isFalse();
        }
    }

    @Test
    void everyMutationOfTheCheckpointsIsFound() throws IOException {
        for (int i = 0; i < 5; i++) {
            sealed.write(1 + 20 * i, 20);
        }
        Path checkpoints = JsonLinesAuditLog.checkpointsOf(file);
        byte[] signed = Files.readAllBytes(checkpoints);
        SplittableRandom random = new SplittableRandom(7);

        for (int i = 0; i < MUTATIONS / 10; i++) {
            byte[] changed = Mutation.CHANGE_A_BYTE.of(signed, random);
            Files.write(checkpoints, changed);

            assertThat(sealed.verify().isWhole()).as("mutation %s", i).isFalse();
        }
    }

    @Test
    void whatAServerWritesOverSeveralStartsAndFilesIsWhole() throws IOException {
        sealed.write(1, 10);
        Files.move(file, directory.resolve("audit.jsonl.2"));
        sealed.write(11, 10);
        pack("audit.jsonl.2");
        Files.move(file, directory.resolve("audit.jsonl.1"));
        try (JsonLinesAuditLog log = sealed.open()) {
            log.write(SealedLog.record(21));
            Files.move(file, directory.resolve("audit-20260101.jsonl"));
            log.write(SealedLog.record(22));
            log.reopen();
            log.write(SealedLog.record(23));
        }

        SealReport report = sealed.verify();

        assertThat(report.breaks()).isEmpty();
        assertThat(report.first()).isEqualTo(1);
        assertThat(report.lines()).isEqualTo(23);
        assertThat(report.signedUpTo()).isEqualTo(23);
    }

    @Test
    void filesThatWereKeptLongEnoughMayGo() throws IOException {
        sealed.write(1, 10);
        Files.move(file, directory.resolve("audit.jsonl.1"));
        sealed.write(11, 10);
        Files.delete(directory.resolve("audit.jsonl.1"));

        SealReport report = sealed.verify();

        assertThat(report.breaks()).isEmpty();
        assertThat(report.first()).isEqualTo(11);
    }

    @Test
    void fileThatWasTakenOutOfTheMiddleIsMissed() throws IOException {
        for (int i = 0; i < 3; i++) {
            sealed.write(1 + 10 * i, 10);
            Files.move(file, directory.resolve("audit.jsonl." + (9 - i)));
        }
        Files.delete(directory.resolve("audit.jsonl.8"));

        assertThat(sealed.verify().breaks())
                .extracting(Break::toString)
                .containsExactly(
                        directory.resolve("audit.jsonl.7") + ":1: record 21 does not follow: expected record 11");
    }

    @Test
    void whatACrashLeftOfALineIsCountedAndLinkedIn() throws IOException {
        sealed.write(1, 10);
        Files.writeString(file, "{\"v\":2,\"callI", StandardOpenOption.APPEND);
        sealed.write(11, 10);
        SealReport whole = sealed.verify();
        Files.writeString(file, Files.readString(file).replace("{\"v\":2,\"callI\n", "{\"v\":2,\"call\n"));
        SealReport changed = sealed.verify();

        assertThat(whole.breaks()).isEmpty();
        assertThat(whole.remains()).isEqualTo(1);
        assertThat(changed.breaks()).hasSize(1);
    }

    @Test
    void recordsOfAnEarlierReleaseInTheSameFileAreLinkedInAndThoseOfOthersCounted() throws IOException {
        Path older = Files.writeString(directory.resolve("audit.jsonl.1"), "{\"v\":1,\"old\":0}\n");
        Files.setLastModifiedTime(older, FileTime.from(Records.RECEIVED.minus(Duration.ofDays(1))));
        Files.writeString(file, "{\"v\":1,\"old\":1}\n{\"v\":1,\"old\":2}\n");
        sealed.write(1, 3);
        SealReport whole = sealed.verify();
        Files.writeString(file, Files.readString(file).replace("\"old\":2", "\"old\":3"));

        assertThat(whole.breaks()).isEmpty();
        assertThat(whole.unlinked()).isEqualTo(3);
        assertThat(sealed.verify().breaks())
                .singleElement()
                .satisfies(found -> assertThat(found.problem()).isEqualTo("no chain begins with record 1 here"));
    }

    @Test
    void recordsThatWereSignedAndAreGoneAreMissedAlsoAfterTheServerWentOn() throws IOException {
        sealed.write(1, 10);
        Files.writeString(file, String.join("\n", Files.readAllLines(file).subList(0, 7)) + "\n");
        SealReport before = sealed.verify();
        sealed.write(11, 2);

        assertThat(before.breaks())
                .singleElement()
                .satisfies(found -> assertThat(found.problem()).startsWith("records 8 to 10 are missing"));
        assertThat(sealed.verify().breaks())
                .singleElement()
                .satisfies(
                        found -> assertThat(found.problem()).isEqualTo("record 11 does not follow: expected record 8"));
    }

    @Test
    void keyOfSomebodyElseDoesNotVouch() throws IOException {
        sealed.write(1, 10);
        CheckpointKey.in(directory.resolve("other.key"));

        SealReport report = new AuditSeal(file).verify(sealed.key("other.key"));

        assertThat(report.checkpoints()).isZero();
        assertThat(report.breaks())
                .singleElement()
                .satisfies(found -> assertThat(found.problem()).startsWith("made with the key `"));
    }

    private void pack(String name) throws IOException {
        Path plain = directory.resolve(name);
        try (GZIPOutputStream out = new GZIPOutputStream(Files.newOutputStream(directory.resolve(name + ".gz")))) {
            Files.copy(plain, out);
        }
        Files.delete(plain);
    }
}
