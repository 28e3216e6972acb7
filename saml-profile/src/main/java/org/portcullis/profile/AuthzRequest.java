package org.portcullis.profile;

/** One question, parsed: may this subject do this here? */
public record AuthzRequest(
        Profile profile,
        Subject subject,
        PilotJob pilotJob,
        Resource resource,
        Action action,
        SupportedObligations supported) {
    /** The same question about what is now known of the subject. */
    public AuthzRequest withSubject(Subject known) {
        return new AuthzRequest(profile, known, pilotJob, resource, action, supported);
    }

    /** The same question about work brought like this. */
    public AuthzRequest withPilotJob(PilotJob known) {
        return new AuthzRequest(profile, subject, known, resource, action, supported);
    }

    /** The same question by a PEP that supports these obligations. */
    public AuthzRequest withSupported(SupportedObligations known) {
        return new AuthzRequest(profile, subject, pilotJob, resource, action, known);
    }
}
