package org.portcullis.pdp.audit;

import java.io.IOException;
import java.nio.file.Path;
import java.security.PublicKey;
import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;
import org.portcullis.pdp.context.RequestContext;
import org.portcullis.pdp.seal.CheckpointKey;
import org.portcullis.pdp.seal.SealReport;
import org.portcullis.profile.ErrorKind;

/** An audit log in a directory, written as a server does and held against its seal. */
record SealedLog(Path directory) {
    Path file() {
        return directory.resolve("audit.jsonl");
    }

    Path checkpoints() {
        return JsonLinesAuditLog.checkpointsOf(file());
    }

    void write(int first, int count) throws IOException {
        try (JsonLinesAuditLog log = open()) {
            writeTo(log, first, count);
        }
    }

    static void writeTo(JsonLinesAuditLog log, int first, int count) {
        for (int i = first; i < first + count; i++) {
            log.write(record(i));
        }
    }

    JsonLinesAuditLog open() throws IOException {
        return open(InstantSource.fixed(Records.WRITTEN));
    }

    JsonLinesAuditLog open(InstantSource clock) throws IOException {
        return open(clock, Segments.ONE);
    }

    JsonLinesAuditLog open(InstantSource clock, Segments segments) throws IOException {
        return JsonLinesAuditLog.open(file(), directory.resolve("audit.key"), false, segments, clock);
    }

    /** Each record came a minute after the one before it, so that rotated files stand in their order. */
    static AuditRecord record(int number) {
        AuditRecord.Refused refused =
                (AuditRecord.Refused) Records.refused(new UUID(1, number), ErrorKind.MALFORMED_XML);
        var context = new RequestContext(
                refused.context().callId(),
                Records.RECEIVED.plus(Duration.ofMinutes(number)),
                refused.context().pepDn(),
                refused.context().source());
        return new AuditRecord.Refused(context, refused.replyTo(), refused.kind(), refused.digest());
    }

    SealReport verify() throws IOException {
        return new AuditSeal(file()).verify(key("audit.key"));
    }

    PublicKey key(String name) throws IOException {
        return CheckpointKey.publicKey(CheckpointKey.publicFile(directory.resolve(name)));
    }
}
