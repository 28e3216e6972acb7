package org.portcullis.pdp.enrich;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import org.portcullis.profile.AuthzRequest;
import org.portcullis.profile.Credential;
import org.portcullis.profile.Dn;
import org.portcullis.profile.Doubt;
import org.portcullis.profile.Pilot;
import org.portcullis.profile.Subject;
import org.portcullis.profile.VoName;

/**
 * Remembers who comes as a member of which VO, and holds it against whoever comes without one: leaving a banned VO at home
 * does not help. Comes after the points that verify.
 */
public final class MembershipPoint implements PolicyInformationPoint {
    private final BiFunction<Dn, Instant, Set<VoName>> known;
    private final Witness witness;

    /** {@code known} gives the VOs somebody was seen in lately; {@code witness} is told who is seen in which. */
    public MembershipPoint(BiFunction<Dn, Instant, Set<VoName>> known, Witness witness) {
        this.known = known;
        this.witness = witness;
    }

    /** Who keeps what was seen. Does not wait. */
    public interface Witness {
        /** Somebody is a member of these VOs as of then. */
        void saw(Dn dn, Set<VoName> vos, Instant at);
    }

    @Override
    public AuthzRequest enrich(AuthzRequest request, Instant at) {
        Subject subject = request.subject();
        Optional<Pilot> pilot = request.pilotJob().pilot();
        if (isBelieved(subject.doubts()) && !subject.allVos().isEmpty()) {
            witness.saw(subject.dn(), subject.allVos(), at);
        }
        pilot.filter(owner -> isBelieved(owner.doubts()) && !owner.allVos().isEmpty())
                .ifPresent(owner -> witness.saw(owner.dn(), owner.allVos(), at));
        Set<VoName> ofSubject = subject.allVos().isEmpty() ? known.apply(subject.dn(), at) : Set.of();
        Set<VoName> ofPilot = pilot.filter(owner -> owner.allVos().isEmpty())
                .map(owner -> known.apply(owner.dn(), at))
                .orElse(Set.of());
        return ofSubject.isEmpty() && ofPilot.isEmpty()
                ? request
                : request.withSubject(heldAgainst(heldAgainst(subject, ofSubject), ofPilot));
    }

    private static boolean isBelieved(Set<Doubt> doubts) {
        return doubts.stream().noneMatch(Doubt::refuses);
    }

    private static Subject heldAgainst(Subject subject, Set<VoName> vos) {
        Credential credential = subject.credential();
        return new Subject(
                subject.dn(),
                subject.fqans(),
                subject.vos(),
                credential.withUnproven(credential.unproven().and(List.of(), vos)),
                subject.doubts());
    }
}
