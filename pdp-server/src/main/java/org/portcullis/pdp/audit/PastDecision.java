package org.portcullis.pdp.audit;

import java.time.Instant;
import java.util.UUID;
import org.portcullis.profile.AuthzRequest;
import org.portcullis.profile.Decision;
import org.portcullis.profile.Dn;

/**
 * A decision out of the audit log: what this PEP asked and was told, and why. {@code pack} is the digest of the pack. Of a
 * chain only its traits are left ({@link org.portcullis.profile.Credential.Recorded}). A {@code partial} one was written by
 * an older release that kept less of the question: VO names beside FQANs, the chain, and which obligations the PEP
 * supports are guessed then.
 */
public record PastDecision(
        UUID id, Instant at, Dn pep, AuthzRequest request, Decision answer, Why why, String pack, boolean partial)
        implements PastAnswer {
    /** The rule of the pack, or the selector of the ban, that decided; either may be empty. */
    public record Why(String rule, String ban) {}

    @Override
    public AnswerText words() {
        return AnswerText.of(answer);
    }
}
