package org.portcullis.pdp.decide;

import java.util.List;
import org.portcullis.policy.facts.Terms;
import org.portcullis.policy.facts.Terms.IdentitySource;
import org.portcullis.profile.AuthzRequest;
import org.portcullis.profile.Credential;
import org.portcullis.profile.Decision;
import org.portcullis.profile.ErrorKind;
import org.portcullis.profile.Fqan;
import org.portcullis.profile.Pilot;
import org.portcullis.profile.ReasonCode;
import org.portcullis.profile.Subject;

/**
 * What a snapshot decided, and why: the pack's rule or the selector of the ban that did it (either may be empty; a ban whose
 * time is over shows as {@code expired} and its selector), the reasons of every deny rule or ban that matched, and on what
 * terms.
 */
public record Verdict(Decision decision, String rule, String ban, List<ReasonCode> denyReasons, Terms terms) {
    /** Copies the list. */
    public Verdict {
        denyReasons = List.copyOf(denyReasons);
    }

    /** A Deny that no rule of the pack had to be asked for; the first of its reasons decided. */
    static Verdict deny(List<ReasonCode> reasons, String ban) {
        return new Verdict(new Decision.Deny(reasons.get(0)), "", ban, reasons, Terms.NONE);
    }

    /** No decision: this server cannot make it, another may. */
    static Verdict unable(ErrorKind kind) {
        return new Verdict(new Decision.Indeterminate(kind), "", "", List.of(), Terms.NONE);
    }

    /** The same verdict, with a note on a ban that would have changed it. */
    Verdict noting(String other) {
        return new Verdict(decision, rule, other, denyReasons, terms);
    }

    /** The question as an account is looked up for it: in the name of the pilot, where the terms say so. */
    public AuthzRequest forMapping(AuthzRequest request) {
        return switch (terms.mapped()) {
            case PAYLOAD -> isVouchedFor() ? request.withSubject(asMember(request)) : request;
            case PILOT ->
                request.pilotJob()
                        .pilot()
                        .map(Verdict::asSubject)
                        .map(request::withSubject)
                        .orElse(request);
        };
    }

    private boolean isVouchedFor() {
        return terms.identitySource() == IdentitySource.PILOT_ASSERTED;
    }

    /** A person that a pilot vouches for is a plain member of the pilot's VO, unless FQANs say more. */
    private static Subject asMember(AuthzRequest request) {
        Subject subject = request.subject();
        List<Fqan> ofPilot = request.pilotJob().pilot().flatMap(Pilot::primaryFqan).stream()
                .map(fqan -> new Fqan("/" + fqan.vo().value()))
                .toList();
        List<Fqan> fqans = subject.fqans().isEmpty() ? ofPilot : subject.fqans();
        return new Subject(subject.dn(), fqans, subject.vos(), subject.credential(), subject.doubts());
    }

    private static Subject asSubject(Pilot pilot) {
        return new Subject(pilot.dn(), pilot.fqans(), pilot.vos(), new Credential.Bare(), pilot.doubts());
    }
}
