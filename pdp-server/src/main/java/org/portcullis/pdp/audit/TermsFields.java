package org.portcullis.pdp.audit;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Instant;
import org.portcullis.pdp.audit.AuditRecord.Decided;
import org.portcullis.policy.facts.Terms;

/** The fields {@code identitySource} to {@code warnings} of an audit line. */
final class TermsFields {
    private TermsFields() {}

    /** Whose word and until when is told of work that was let in only. */
    static void write(JsonGenerator json, Decided decided, boolean letIn) throws IOException {
        Terms terms = decided.verdict().terms();
        boolean ends = letIn && !terms.reauthBy().equals(Instant.MAX);
        json.writeStringField("identitySource", letIn ? terms.identitySource().word() : "");
        json.writeStringField("reauthBy", ends ? terms.reauthBy().toString() : "");
        json.writeNumberField(
                "ttlSeconds",
                terms.ttl(decided.answer(), decided.context().receivedAt()).toSeconds());
        json.writeArrayFieldStart("warnings");
        for (String warning : terms.warnings()) {
            json.writeString(warning);
        }
        json.writeEndArray();
    }
}
