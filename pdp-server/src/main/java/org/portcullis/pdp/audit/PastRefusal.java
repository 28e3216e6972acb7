package org.portcullis.pdp.audit;

import java.time.Instant;
import java.util.UUID;
import org.portcullis.profile.Dn;

/** A question out of the audit log that was refused before it could be decided, and the word for the reason. */
public record PastRefusal(UUID id, Instant at, Dn pep, String kind) implements PastAnswer {
    @Override
    public AnswerText words() {
        return new AnswerText("Refused", kind);
    }
}
