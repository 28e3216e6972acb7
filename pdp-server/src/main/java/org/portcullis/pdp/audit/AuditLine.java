package org.portcullis.pdp.audit;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import org.portcullis.pdp.audit.AuditRecord.Decided;
import org.portcullis.pdp.audit.AuditRecord.Refused;
import org.portcullis.policy.PackManifest;
import org.portcullis.profile.ReasonCode;

/** {@link AuditRecord} to one line of JSON: schema version first, keys in fixed order, everything escaped, newline last. */
final class AuditLine {
    static final int SCHEMA = 2;
    private static final JsonFactory JSON = new JsonFactory();

    private AuditLine() {}

    static byte[] of(AuditRecord record, Instant writtenAt) {
        try (ByteArrayBuilder bytes = new ByteArrayBuilder(1024);
                JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            head(json, record, writtenAt);
            if (record instanceof Decided decided) {
                decided(json, decided);
            } else if (record instanceof Refused refused) {
                json.writeStringField("decision", "Refused");
                json.writeStringField("reason", refused.kind().word());
                json.writeStringField("digest", refused.digest());
            }
            json.writeEndObject();
            json.writeRaw('\n');
            json.flush();
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException("a record could not be put into memory", e);
        }
    }

    private static void head(JsonGenerator json, AuditRecord record, Instant writtenAt) throws IOException {
        json.writeNumberField("v", SCHEMA);
        json.writeStringField("callId", record.context().callId().toString());
        json.writeStringField("receivedAt", record.context().receivedAt().toString());
        Duration duration = Duration.between(record.context().receivedAt(), writtenAt);
        json.writeNumberField("durationMicros", duration.toNanos() / 1000);
        json.writeStringField("pepDn", record.context().pepDn().value());
        json.writeStringField("source", record.context().source());
        json.writeStringField("queryId", record.replyTo().queryId());
    }

    private static void decided(JsonGenerator json, Decided decided) throws IOException {
        new RequestFields(json).write(decided.request());
        AnswerText answer = AnswerText.of(decided.answer());
        json.writeStringField("decision", answer.decision());
        json.writeStringField("reason", answer.reason());
        new ObligationFields(json).write(decided.answer());
        json.writeStringField("rule", decided.verdict().rule());
        json.writeStringField("ban", decided.verdict().ban());
        json.writeArrayFieldStart("denyReasons");
        for (ReasonCode reason : decided.verdict().denyReasons()) {
            json.writeString(reason.value());
        }
        json.writeEndArray();
        pack(json, decided.snapshot().pack().manifest());
        json.writeNumberField("epoch", decided.snapshot().epoch());
        json.writeNumberField("banEpoch", decided.snapshot().banEpoch());
        new TermsFields(json).write(decided);
    }

    private static void pack(JsonGenerator json, PackManifest manifest) throws IOException {
        json.writeObjectFieldStart("pack");
        json.writeStringField("name", manifest.name());
        json.writeStringField("version", manifest.version());
        json.writeStringField("digest", manifest.digest());
        json.writeEndObject();
    }
}
