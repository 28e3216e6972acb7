package org.portcullis.pdp.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.portcullis.pdp.seal.Break;
import org.portcullis.pdp.seal.SealReport;

/** When the place of an audit log is signed, and what becomes of signatures that crashes and disks spoil. */
class AuditCheckpointsTest {
    @TempDir
    private Path directory;

    private SealedLog sealed;

    @BeforeEach
    void nameTheLog() {
        sealed = new SealedLog(directory);
    }

    @Test
    void aThousandRecordsAreSignedWhileTheLogIsOpenAndAMinuteIsToo() throws IOException {
        var now = new Object() {
            private Instant time = Records.WRITTEN;
        };
        try (JsonLinesAuditLog log = sealed.open(() -> now.time)) {
            SealedLog.writeTo(log, 1, 1_050);
            long afterThousand = sealed.verify().signedUpTo();
            now.time = now.time.plus(Duration.ofSeconds(61));
            log.keepUp();

            assertThat(afterThousand).isEqualTo(1_000);
            assertThat(sealed.verify().signedUpTo()).isEqualTo(1_050);
        }
    }

    @Test
    void whatACrashLeftOfACheckpointIsNamedByTheNextOne() throws IOException {
        Path checkpoints = sealed.checkpoints();
        sealed.write(1, 10);
        Files.writeString(checkpoints, "{\"v\":1,\"at\":\"2026-0", StandardOpenOption.APPEND);
        SealReport torn = sealed.verify();
        sealed.write(11, 10);
        SealReport mended = sealed.verify();
        Files.writeString(checkpoints, Files.readString(checkpoints).replace("\"2026-0\n", "\"2026-1\n"));

        assertThat(torn.breaks())
                .extracting(Break::problem)
                .containsExactly("not a checkpoint", "the checkpoint has no line feed at its end");
        assertThat(mended.breaks()).isEmpty();
        assertThat(mended.signedUpTo()).isEqualTo(20);
        assertThat(sealed.verify().breaks())
                .extracting(Break::problem)
                .containsExactly("not a checkpoint", "does not follow the checkpoint before it");
    }

    @Test
    void checkpointThatTheDiskDoesNotKeepIsTriedAgainWhenTheNextIsDue() throws IOException {
        Path checkpoints = sealed.checkpoints();
        try (JsonLinesAuditLog log = sealed.open()) {
            Files.createDirectory(checkpoints);
            SealedLog.writeTo(log, 1, 1_500);
            Files.delete(checkpoints);
            SealedLog.writeTo(log, 1_501, 499);
            long beforeItIsDue = sealed.verify().signedUpTo();
            SealedLog.writeTo(log, 2_000, 1);

            assertThat(beforeItIsDue).isZero();
            assertThat(sealed.verify().signedUpTo()).isEqualTo(2_000);
        }

        assertThat(sealed.verify().breaks()).isEmpty();
    }

    @Test
    void reopeningSignsALogThatWasMovedAndNoneThatWasNot() throws IOException {
        try (JsonLinesAuditLog log = sealed.open()) {
            log.write(SealedLog.record(1));
            log.reopen();
            long stayed = sealed.verify().signedUpTo();
            Files.move(sealed.file(), directory.resolve("audit.jsonl.1"));
            log.reopen();

            assertThat(stayed).isZero();
            assertThat(sealed.verify().signedUpTo()).isEqualTo(1);
        }
    }
}
