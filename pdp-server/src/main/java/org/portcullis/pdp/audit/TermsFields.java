package org.portcullis.pdp.audit;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Instant;
import org.portcullis.pdp.audit.AuditRecord.Decided;
import org.portcullis.policy.facts.Terms;
import org.portcullis.policy.facts.Terms.IdentitySource;
import org.portcullis.profile.Decision;
import org.portcullis.profile.PilotJob;

/** The fields {@code mapped} to {@code warnings} of an audit line: on what terms was decided. */
record TermsFields(JsonGenerator json) {
    /** Whose account, whose answer, whose word and until when is told of work that was let in only. */
    void write(Decided decided) throws IOException {
        Terms terms = decided.verdict().terms();
        boolean letIn = decided.answer() instanceof Decision.Permit;
        boolean ends = letIn && !terms.reauthBy().equals(Instant.MAX);
        json.writeStringField(
                "mapped", letIn ? RequestFields.word(terms.mapped().name()) : "");
        json.writeStringField("regime", terms.regime());
        json.writeStringField("responsible", letIn ? terms.responsible().word() : "");
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

    /** That nobody was named is of the question and not of its answer. */
    private static String identitySource(Decided decided, boolean letIn) {
        if (decided.request().pilotJob() instanceof PilotJob.Unattributed) {
            return IdentitySource.UNATTRIBUTED.word();
        }
        return letIn ? decided.verdict().terms().identitySource().word() : "";
    }
}
