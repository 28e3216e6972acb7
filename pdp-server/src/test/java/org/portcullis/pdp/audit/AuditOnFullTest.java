package org.portcullis.pdp.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.portcullis.profile.wire.ProtocolException;

/** What becomes of records while the disk is full, and after. */
class AuditOnFullTest {
    @TempDir
    private Path directory;

    private SealedLog sealed;
    private Instant now = Records.WRITTEN;

    @BeforeEach
    void fillTheDisk() throws IOException {
        sealed = new SealedLog(directory);
        Files.createSymbolicLink(sealed.file(), Path.of("/dev/full"));
    }

    @Test
    void whoeverIsPatientIsKeptAsSoonAsThereIsRoom() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try (JsonLinesAuditLog file = sealed.open();
                AuditLog log = new PatientAuditLog(file, Duration.ofSeconds(30))) {
            Future<?> written = thread.submit(() -> {
                begun.countDown();
                log.write(SealedLog.record(1));
            });
            begun.await();
            boolean isEarly = isDoneWithin(written, Duration.ofMillis(300));
            makeRoom(file);

            assertThat(isEarly).isFalse();
            assertThat(isDoneWithin(written, Duration.ofSeconds(20))).isTrue();
            written.get();
        } finally {
            thread.shutdownNow();
        }
        assertThat(sealed.verify().lines()).isEqualTo(1);
    }

    @Test
    void patienceEndsInARefusal() throws IOException {
        try (AuditLog log = new PatientAuditLog(sealed.open(), Duration.ofMillis(250))) {
            assertThatThrownBy(() -> log.write(SealedLog.record(1))).isInstanceOf(ProtocolException.class);
        }
    }

    @Test
    void whatLeftWithoutARecordIsCountedAndToldInTheLogOnceThereIsRoom() throws IOException {
        AtomicInteger dropped = new AtomicInteger();
        try (JsonLinesAuditLog file = sealed.open();
                AuditLog log = new LossyAuditLog(file, () -> now, dropped::incrementAndGet)) {
            for (int i = 1; i <= 3; i++) {
                log.write(SealedLog.record(i));
                now = now.plusSeconds(10);
            }
            makeRoom(file);
            log.write(SealedLog.record(4));
            log.write(SealedLog.record(5));
        }

        List<PastAnswer> read = new ArrayList<>();
        Unread unread = new AuditHistory(sealed.file()).answers(Span.EVER, read::add);
        assertThat(dropped).hasValue(3);
        assertThat(Files.readAllLines(sealed.file()).get(1))
                .startsWith("{\"v\":2,\"notice\":\"dropped\",\"count\":3,\"since\":\"2026-01-01T12:00:00.124956999Z\","
                        + "\"until\":\"2026-01-01T12:00:20.124956999Z\",\"seq\":2,\"chain\":\"");
        assertThat(read).hasSize(2);
        assertThat(unread).isEqualTo(Unread.NOTHING);
        assertThat(sealed.verify().breaks()).isEmpty();
        assertThat(sealed.verify().lines()).isEqualTo(3);
    }

    @Test
    void lastOnesAreToldWhenTheServerStops() throws IOException {
        try (JsonLinesAuditLog file = sealed.open();
                AuditLog log = new LossyAuditLog(file, () -> now, () -> {})) {
            log.write(SealedLog.record(1));
            makeRoom(file);
        }

        assertThat(Files.readString(sealed.file())).contains("\"notice\":\"dropped\",\"count\":1,");
    }

    private void makeRoom(JsonLinesAuditLog log) throws IOException {
        Files.delete(sealed.file());
        log.reopen();
    }

    private static boolean isDoneWithin(Future<?> work, Duration time) throws Exception {
        try {
            work.get(time.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        }
    }
}
