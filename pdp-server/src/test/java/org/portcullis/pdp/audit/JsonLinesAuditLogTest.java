package org.portcullis.pdp.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.portcullis.profile.ErrorKind;
import org.portcullis.profile.wire.ProtocolException;

class JsonLinesAuditLogTest {
    private static final int THREADS = 16;
    private static final int EACH = 200;
    private static final InstantSource CLOCK = InstantSource.fixed(Records.WRITTEN);

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void everyRecordOfEveryThreadIsOneWholeLine(boolean sync) throws Exception {
        Path file = directory.resolve("audit.jsonl");
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try (JsonLinesAuditLog log = open(file, sync)) {
            List<Future<?>> writers = new ArrayList<>();
            for (int writer = 0; writer < THREADS; writer++) {
                int id = writer;
                writers.add(threads.submit(() -> IntStream.range(0, EACH).forEach(i -> log.write(record(id, i)))));
            }
            for (Future<?> writer : writers) {
                writer.get();
            }
        } finally {
            threads.shutdownNow();
        }

        List<String> expected = IntStream.range(0, THREADS * EACH)
                .mapToObj(i -> line(record(i / EACH, i % EACH)))
                .toList();
        assertThat(unlinked(file)).containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void recordIsInTheFileWhenTheCallReturns() throws IOException {
        Path file = directory.resolve("audit.jsonl");

        try (JsonLinesAuditLog log = open(file, true)) {
            log.write(record(1, 1));

            assertThat(unlinked(file)).containsExactly(line(record(1, 1)));
            assertThat(log.isWritable()).isTrue();
        }
    }

    @Test
    void fullDiskIsSaidAndForgivenOnceThereIsRoom() throws IOException {
        Path file = directory.resolve("audit.jsonl");
        Files.createSymbolicLink(file, Path.of("/dev/full"));

        try (JsonLinesAuditLog log = open(file, false)) {
            ProtocolException refused = catchThrowableOfType(ProtocolException.class, () -> log.write(record(1, 1)));
            assertThat(refused.kind()).isEqualTo(ErrorKind.AUDIT_UNAVAILABLE);
            assertThat(log.isWritable()).isFalse();

            Files.delete(file);
            log.reopen();
            log.write(record(2, 2));

            assertThat(unlinked(file)).containsExactly(line(record(2, 2)));
            assertThat(log.isWritable()).isTrue();
        }
    }

    @Test
    void movedFileIsFollowedUntilTheLogIsReopened() throws IOException {
        Path file = directory.resolve("audit.jsonl");
        Path moved = directory.resolve("audit.jsonl.1");

        try (JsonLinesAuditLog log = open(file, true)) {
            log.write(record(1, 1));
            Files.move(file, moved);
            log.write(record(2, 2));
            log.reopen();
            log.write(record(3, 3));
        }

        assertThat(unlinked(moved)).containsExactly(line(record(1, 1)), line(record(2, 2)));
        assertThat(unlinked(file)).containsExactly(line(record(3, 3)));
    }

    @Test
    void newFileIsReadableByItsGroupAndNobodyElse() throws IOException {
        Path file = directory.resolve("audit.jsonl");

        open(file, true).close();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-r-----");
    }

    @Test
    void oldRecordsAreKept() throws IOException {
        Path file = Files.writeString(directory.resolve("audit.jsonl"), "{\"old\":1}\n");

        try (JsonLinesAuditLog log = open(file, true)) {
            log.write(record(1, 1));
        }

        assertThat(unlinked(file)).containsExactly("{\"old\":1}", line(record(1, 1)));
    }

    @Test
    void lineThatACrashCutShortDoesNotSpoilTheNext() throws IOException {
        Path file = Files.writeString(directory.resolve("audit.jsonl"), "{\"v\":1,\"callI");

        try (JsonLinesAuditLog log = open(file, true)) {
            log.write(record(1, 1));
        }

        assertThat(unlinked(file)).containsExactly("{\"v\":1,\"callI", line(record(1, 1)));
    }

    @Test
    void directoryThatIsNotThereIsSaidAtOnce() {
        Path file = directory.resolve("missing/audit.jsonl");

        assertThatThrownBy(() -> open(file, true)).isInstanceOf(IOException.class);
    }

    private JsonLinesAuditLog open(Path file, boolean sync) throws IOException {
        return JsonLinesAuditLog.open(file, directory.resolve("audit.key"), sync, CLOCK);
    }

    /** The lines without their place in the chain. */
    private static List<String> unlinked(Path file) throws IOException {
        return Files.readAllLines(file).stream()
                .map(line -> line.replaceFirst(",\"seq\":\\d+,\"chain\":\"[0-9a-f]{64}\"}$", "}"))
                .toList();
    }

    private static AuditRecord record(int writer, int number) {
        return Records.refused(new UUID(writer, number), ErrorKind.MALFORMED_XML);
    }

    private static String line(AuditRecord record) {
        return new String(AuditLine.of(record, Records.WRITTEN), UTF_8).strip();
    }
}
