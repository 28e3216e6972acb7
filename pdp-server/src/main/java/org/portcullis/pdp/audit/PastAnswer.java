package org.portcullis.pdp.audit;

import java.time.Instant;
import java.util.UUID;
import org.portcullis.profile.Dn;

/** One line of the audit log, read back. */
public sealed interface PastAnswer permits PastDecision, PastRefusal {
    /** The call id of the exchange. */
    UUID id();

    /** When the question came. */
    Instant at();

    /** Who asked. */
    Dn pep();

    /** What was answered. */
    AnswerText words();
}
