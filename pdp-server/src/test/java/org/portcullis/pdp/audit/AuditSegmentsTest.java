package org.portcullis.pdp.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.portcullis.pdp.seal.SealReport;

/** How a log closes its file and goes on in a new one, and what of that a crash or somebody else may spoil. */
class AuditSegmentsTest {
    private static final Segments DAILY = new Segments(0, Duration.ofHours(24));
    private static final Segments SMALL = new Segments(2_000, Duration.ZERO);

    @TempDir
    private Path directory;

    private SealedLog sealed;
    private Instant now = Records.WRITTEN;

    @BeforeEach
    void nameTheLog() {
        sealed = new SealedLog(directory);
    }

    @Test
    void fileIsClosedAtItsSizeAndTheChainGoesOn() throws IOException {
        try (JsonLinesAuditLog log = open(SMALL)) {
            SealedLog.writeTo(log, 1, 100);
        }

        SealReport report = sealed.verify();
        List<Path> closed = closed();
        assertThat(report.breaks()).isEmpty();
        assertThat(report.lines()).isEqualTo(100);
        assertThat(report.signedUpTo()).isEqualTo(100);
        assertThat(closed).hasSizeGreaterThan(5);
        assertThat(closed)
                .allSatisfy(file -> assertThat(Files.size(file)).isBetween(2_000L, 3_000L))
                .allSatisfy(file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                        .isEqualTo("rw-r-----"));
        assertThat(closed.get(0)).hasFileName("audit.jsonl.20260101T120000Z-000000000001");
        assertThat(numbers(closed)).isSorted();
    }

    @Test
    void fileIsClosedAtItsAgeAlsoWhileNobodyWritesAndNotWithoutARecord() throws IOException {
        try (JsonLinesAuditLog log = open(DAILY)) {
            later(Duration.ofDays(3));
            log.keepUp();
            SealedLog.writeTo(log, 1, 3);
            later(Duration.ofHours(23));
            log.keepUp();
            List<Path> early = closed();
            later(Duration.ofHours(1));
            log.keepUp();

            assertThat(early).isEmpty();
            assertThat(closed()).containsExactly(directory.resolve("audit.jsonl.20260105T120000Z-000000000001"));
            assertThat(Files.size(sealed.file())).isZero();
            assertThat(sealed.verify().signedUpTo()).isEqualTo(3);
        }
    }

    @Test
    void ageIsThatOfTheFirstRecordAlsoAfterARestart() throws IOException {
        write(DAILY, 1, 3);
        later(Duration.ofHours(20));
        write(DAILY, 4, 3);
        List<Path> early = closed();
        later(Duration.ofHours(5));
        write(DAILY, 7, 1);

        assertThat(early).isEmpty();
        assertThat(closed()).containsExactly(directory.resolve("audit.jsonl.20260102T130000Z-000000000001"));
        assertThat(sealed.verify().breaks()).isEmpty();
    }

    @Test
    void everyCloseIsSignedSoThatTheOldestFilesMayGo() throws IOException {
        write(SMALL, 1, 30);
        Files.delete(closed().get(0));
        Files.delete(closed().get(0));

        SealReport report = sealed.verify();
        assertThat(report.breaks()).isEmpty();
        assertThat(report.first()).isGreaterThan(1);
    }

    /** As a crash leaves it before, between and after the two names. */
    @Test
    void crashWhileAFileIsClosedIsMendedAtTheNextStart() throws IOException {
        write(DAILY, 1, 3);
        Files.createFile(ActiveFile.nextOf(sealed.file()));
        write(DAILY, 4, 3);
        Files.createFile(ActiveFile.nextOf(sealed.file()));
        Files.move(sealed.file(), directory.resolve("audit.jsonl.20260101T130000Z-000000000001"));
        write(DAILY, 7, 3);
        Files.move(sealed.file(), directory.resolve("audit.jsonl.20260101T140000Z-000000000007"));
        Files.createFile(sealed.file());
        write(DAILY, 10, 3);

        SealReport report = sealed.verify();
        assertThat(report.breaks()).isEmpty();
        assertThat(report.lines()).isEqualTo(12);
        assertThat(ActiveFile.nextOf(sealed.file())).doesNotExist();
    }

    @Test
    void fileThatCannotBeClosedGoesOnAndIsTriedAgainAMinuteLater() throws IOException {
        Path inTheWay = ActiveFile.nextOf(sealed.file());
        try (JsonLinesAuditLog log = open(SMALL)) {
            Files.createDirectories(inTheWay.resolve("kept"));
            SealedLog.writeTo(log, 1, 20);
            List<Path> refused = closed();
            Files.delete(inTheWay.resolve("kept"));
            Files.delete(inTheWay);
            SealedLog.writeTo(log, 21, 1);
            List<Path> tooEarly = closed();
            later(Duration.ofSeconds(61));
            SealedLog.writeTo(log, 22, 1);

            assertThat(refused).isEmpty();
            assertThat(tooEarly).isEmpty();
            assertThat(closed()).hasSize(1);
        }
        assertThat(sealed.verify().breaks()).isEmpty();
        assertThat(sealed.verify().lines()).isEqualTo(22);
    }

    @Test
    void linkIsNotRenamed() throws IOException {
        Files.createSymbolicLink(sealed.file(), Files.createFile(directory.resolve("elsewhere")));

        write(SMALL, 1, 30);

        assertThat(closed()).isEmpty();
        assertThat(sealed.file()).isSymbolicLink();
    }

    @Test
    void rotationBySomebodyElseGoesOnToWork() throws IOException {
        try (JsonLinesAuditLog log = open(DAILY)) {
            SealedLog.writeTo(log, 1, 3);
            Files.move(sealed.file(), directory.resolve("audit.jsonl.1"));
            later(Duration.ofHours(25));
            SealedLog.writeTo(log, 4, 3);
            log.reopen();
            SealedLog.writeTo(log, 7, 3);
            later(Duration.ofHours(25));
            log.keepUp();
        }

        assertThat(closed()).containsExactly(directory.resolve("audit.jsonl.20260103T140000Z-000000000007"));
        assertThat(sealed.verify().breaks()).isEmpty();
        assertThat(sealed.verify().lines()).isEqualTo(9);
    }

    @Test
    void followersAndReadersGoAlong() throws IOException {
        List<PastAnswer> seen = new ArrayList<>();
        List<PastAnswer> read = new ArrayList<>();
        try (JsonLinesAuditLog log = open(SMALL);
                LogFollower follower = new LogFollower(sealed.file(), seen::add)) {
            for (int i = 0; i < 10; i++) {
                SealedLog.writeTo(log, 1 + 4 * i, 4);
                follower.poll();
            }
        }
        new AuditHistory(sealed.file()).answers(Span.EVER, read::add);

        assertThat(seen).hasSize(40);
        assertThat(read).isEqualTo(seen);
    }

    private void later(Duration time) {
        now = now.plus(time);
    }

    private JsonLinesAuditLog open(Segments segments) throws IOException {
        return sealed.open(() -> now, segments);
    }

    private void write(Segments segments, int first, int count) throws IOException {
        try (JsonLinesAuditLog log = open(segments)) {
            SealedLog.writeTo(log, first, count);
        }
    }

    private List<Path> closed() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().matches(".*\\.\\d{8}T\\d{6}Z-\\d{12}"))
                    .sorted()
                    .toList();
        }
    }

    private static List<Long> numbers(List<Path> closed) {
        return closed.stream()
                .map(file -> Long.valueOf(file.toString().replaceFirst(".*-", "")))
                .toList();
    }
}
