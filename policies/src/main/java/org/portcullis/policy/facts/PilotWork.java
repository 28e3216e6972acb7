package org.portcullis.policy.facts;

import java.util.Optional;
import java.util.Set;
import org.portcullis.profile.ActionType;
import org.portcullis.profile.AuthzRequest;
import org.portcullis.profile.Fqan;
import org.portcullis.profile.Pilot;
import org.portcullis.profile.Subject;
import org.portcullis.profile.VoName;

/** A request as the rules on multi-user pilot jobs see it: whose work, who brings it, and in which VOs. */
record PilotWork(AuthzRequest request, SiteData site) {
    /** Another person's pilot brings the work, or a pilot is submitted that will (JSPG MUPJ). */
    boolean isMultiUser() {
        return broughtByAnother().isPresent() || isPilotSubmission();
    }

    /** The VO of the payload, if it can be told. */
    Optional<VoName> payloadVo() {
        Subject subject = request.subject();
        return soleVo(subject.primaryFqan(), subject.vos());
    }

    /** The VO of whoever brings the work, if it can be told; of work that nobody else brings, the payload's. */
    Optional<VoName> pilotVo() {
        return broughtByAnother()
                .map(pilot -> soleVo(pilot.primaryFqan(), pilot.vos()))
                .orElseGet(this::payloadVo);
    }

    /** Whether whoever brings the work holds a pilot's role as primary one. */
    boolean pilotRoleHeld() {
        Optional<Fqan> primary = broughtByAnother().map(Pilot::primaryFqan).orElseGet(request.subject()::primaryFqan);
        return primary.filter(site::isPilotRole).isPresent();
    }

    private Optional<Pilot> broughtByAnother() {
        return request.pilotJob()
                .pilot()
                .filter(pilot -> !pilot.dn().equals(request.subject().dn()));
    }

    private boolean isPilotSubmission() {
        return request.action().type() == ActionType.QUEUE
                && request.subject().primaryFqan().filter(site::isPilotRole).isPresent();
    }

    /** The VO of the primary FQAN; without any FQAN the one VO that was named, unless several were. */
    private static Optional<VoName> soleVo(Optional<Fqan> primary, Set<VoName> named) {
        return primary.map(Fqan::vo).or(() -> named.size() == 1 ? named.stream().findFirst() : Optional.empty());
    }
}
