package org.portcullis.pdp.audit;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.portcullis.pdp.audit.AuditRecord.Decided;
import org.portcullis.pdp.audit.AuditRecord.Refused;
import org.portcullis.policy.PackManifest;
import org.portcullis.policy.facts.Terms;
import org.portcullis.profile.AuthzRequest;
import org.portcullis.profile.Credential;
import org.portcullis.profile.Decision;
import org.portcullis.profile.Doubt;
import org.portcullis.profile.Fqan;
import org.portcullis.profile.Pilot;
import org.portcullis.profile.ReasonCode;
import org.portcullis.profile.Subject;

/** {@link AuditRecord} to one line of JSON: schema version first, keys in fixed order, everything escaped, newline last. */
final class AuditLine {
    private static final int SCHEMA = 1;
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
        AuthzRequest request = decided.request();
        json.writeStringField("profile", request.profile().word());
        identities(json, request);
        json.writeStringField("resource", request.resource().type().word());
        json.writeStringField("resourceId", request.resource().id());
        names(json, "hosts", request.resource().hosts());
        json.writeStringField("action", request.action().type().word());
        json.writeStringField("actionId", request.action().id());
        decided.answer().match(new AnswerFields(json));
        json.writeStringField("rule", decided.verdict().rule());
        json.writeStringField("ban", decided.verdict().ban());
        List<ReasonCode> reasons = decided.verdict().denyReasons();
        names(json, "denyReasons", reasons.stream().map(ReasonCode::value).toList());
        pack(json, decided.snapshot().pack().manifest());
        json.writeNumberField("epoch", decided.snapshot().epoch());
        Terms terms = decided.verdict().terms();
        json.writeStringField("regime", terms.regime());
        boolean letIn = decided.answer() instanceof Decision.Permit;
        json.writeStringField("responsible", letIn ? terms.responsible().word() : "");
    }

    private static void identities(JsonGenerator json, AuthzRequest request) throws IOException {
        Subject subject = request.subject();
        json.writeObjectFieldStart("subject");
        json.writeStringField("dn", subject.dn().value());
        names(json, "fqans", subject.fqans().stream().map(Fqan::value).toList());
        json.writeStringField("assurance", assurance(subject.credential()));
        doubts(json, subject.doubts());
        json.writeEndObject();
        if (request.pilotJob().pilot().isPresent()) {
            Pilot pilot = request.pilotJob().pilot().get();
            json.writeObjectFieldStart("pilot");
            json.writeStringField("dn", pilot.dn().value());
            names(json, "fqans", pilot.fqans().stream().map(Fqan::value).toList());
            doubts(json, pilot.doubts());
            json.writeEndObject();
        }
    }

    private static String assurance(Credential credential) {
        if (credential instanceof Credential.Bare) {
            return "asserted";
        }
        return credential instanceof Credential.Token || credential instanceof Credential.Bearer
                ? "token"
                : "chain-only";
    }

    private static void doubts(JsonGenerator json, Set<Doubt> doubts) throws IOException {
        names(
                json,
                "doubts",
                doubts.stream().map(doubt -> doubt.reason().value()).sorted().toList());
    }

    private static void pack(JsonGenerator json, PackManifest manifest) throws IOException {
        json.writeObjectFieldStart("pack");
        json.writeStringField("name", manifest.name());
        json.writeStringField("version", manifest.version());
        json.writeStringField("digest", manifest.digest());
        json.writeEndObject();
    }

    private static void names(JsonGenerator json, String field, List<String> names) throws IOException {
        json.writeArrayFieldStart(field);
        for (String name : names) {
            json.writeString(name);
        }
        json.writeEndArray();
    }
}
