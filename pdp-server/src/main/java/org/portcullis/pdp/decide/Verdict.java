package org.portcullis.pdp.decide;

import java.util.List;
import org.portcullis.policy.facts.Terms;
import org.portcullis.profile.AuthzRequest;
import org.portcullis.profile.Credential;
import org.portcullis.profile.Decision;
import org.portcullis.profile.Pilot;
import org.portcullis.profile.ReasonCode;
import org.portcullis.profile.Subject;

/**
 * What a snapshot decided, and why: the pack's rule or the selector of the ban that did it (either may be empty), the
 * reasons of every deny rule that matched, and on what terms.
 */
public record Verdict(Decision decision, String rule, String ban, List<ReasonCode> denyReasons, Terms terms) {
    /** Copies the list. */
    public Verdict {
        denyReasons = List.copyOf(denyReasons);
    }

    /** A Deny that no rule of the pack had to be asked for. */
    static Verdict deny(ReasonCode reason, String ban) {
        return new Verdict(new Decision.Deny(reason), "", ban, List.of(reason), Terms.NONE);
    }

    /** The question as an account is looked up for it: in the name of the pilot, where the terms say so. */
    public AuthzRequest forMapping(AuthzRequest request) {
        return switch (terms.mapped()) {
            case PAYLOAD -> request;
            case PILOT ->
                request.pilotJob()
                        .pilot()
                        .map(Verdict::asSubject)
                        .map(request::withSubject)
                        .orElse(request);
        };
    }

    private static Subject asSubject(Pilot pilot) {
        return new Subject(pilot.dn(), pilot.fqans(), pilot.vos(), new Credential.Bare(), pilot.doubts());
    }
}
