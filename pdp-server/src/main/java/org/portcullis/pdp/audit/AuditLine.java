package org.portcullis.pdp.audit;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.portcullis.pdp.audit.AuditRecord.Decided;
import org.portcullis.pdp.audit.AuditRecord.Refused;
import org.portcullis.policy.PackManifest;
import org.portcullis.profile.Dn;
import org.portcullis.profile.Pilot;
import org.portcullis.profile.ReasonCode;

/** {@link AuditRecord} to one line of JSON: schema version first, keys in fixed order, everything escaped. */
final class AuditLine {
    static final int SCHEMA = 2;
    private static final JsonFactory JSON = new JsonFactory();
    private static final List<String> NAME_BANS = List.of("dn:", "pilot:");

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
        if (isHitByAnotherSpelling(decided)) {
            json.writeBooleanField("dnAmbiguous", true);
        }
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

    /** Whether a ban of a name decided that is to the letter none of those in question: somebody else's, perhaps. */
    private static boolean isHitByAnotherSpelling(Decided decided) {
        String ban = decided.verdict().ban();
        Stream<Dn> named = Stream.concat(
                Stream.of(decided.request().subject().dn(), decided.context().pepDn()),
                decided.request().pilotJob().pilot().map(Pilot::dn).stream());
        return NAME_BANS.stream().anyMatch(ban::startsWith)
                && named.noneMatch(dn -> NAME_BANS.stream().anyMatch(kind -> ban.equals(kind + dn.value())));
    }

    private static void pack(JsonGenerator json, PackManifest manifest) throws IOException {
        json.writeObjectFieldStart("pack");
        json.writeStringField("name", manifest.name());
        json.writeStringField("version", manifest.version());
        json.writeStringField("digest", manifest.digest());
        json.writeEndObject();
    }
}
