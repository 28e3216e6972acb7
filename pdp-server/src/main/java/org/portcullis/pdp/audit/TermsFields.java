package org.portcullis.pdp.audit;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Instant;
import org.portcullis.pdp.audit.AuditRecord.Decided;
import org.portcullis.policy.facts.Terms;
import org.portcullis.policy.facts.Terms.IdentitySource;
import org.portcullis.profile.PilotJob;

/** The fields {@code identitySource} to {@code warnings} of an audit line. */
final class TermsFields {
    private TermsFields() {}

    /** Whose word and until when is told of work that was let in only. */
    static void write(JsonGenerator json, Decided decided, boolean letIn) throws IOException {
        Terms terms = decided.verdict().terms();
        boolean ends = letIn && !terms.reauthBy().equals(Instant.MAX);
        json.writeStringField("identitySource", identitySource(decided, letIn));
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

    /** That nobody was named is of the question and not of its answer: without it the question could not be asked again. */
    private static String identitySource(Decided decided, boolean letIn) {
        if (decided.request().pilotJob() instanceof PilotJob.Unattributed) {
            return IdentitySource.UNATTRIBUTED.word();
        }
        return letIn ? decided.verdict().terms().identitySource().word() : "";
    }
}
