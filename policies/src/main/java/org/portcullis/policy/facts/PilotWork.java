package org.portcullis.policy.facts;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.portcullis.profile.ActionType;
import org.portcullis.profile.AuthzRequest;
import org.portcullis.profile.Credential;
import org.portcullis.profile.Dn;
import org.portcullis.profile.Fqan;
import org.portcullis.profile.Pilot;
import org.portcullis.profile.PilotJob;
import org.portcullis.profile.Subject;
import org.portcullis.profile.VoName;

/**
 * A request as the rules on multi-user pilot jobs see it: whose work, who brings it, in which VOs, under which regime. What
 * many facts and terms depend on is found out once. Immutable.
 */
public final class PilotWork {
    private final AuthzRequest request;
    private final SiteData site;
    private final Circumstances circumstances;
    /** The pilot that brings the work, if it is another person's. */
    private final Optional<Pilot> broughtBy;
    /** The pilot that brings the work, if it made up the name of the payload. */
    private final Optional<Dn> namer;

    private final Optional<VoName> pilotVo;
    private final Optional<VoName> payloadVo;
    private final Regime regime;
    private final Vouching vouching;
    private final IdentitySwitch identitySwitch;

    /** Looks at a request in the light of what the site knows at that moment. */
    public PilotWork(AuthzRequest request, SiteData site, Circumstances circumstances) {
        this.request = request;
        this.site = site;
        this.circumstances = circumstances;
        Subject subject = request.subject();
        broughtBy = broughtByAnother(request);
        namer = broughtBy.map(Pilot::dn).filter(pilot -> Vouching.isNamedBy(pilot, subject.dn()));
        Optional<VoName> own = soleVo(subject.primaryFqan(), subject.vos());
        pilotVo = broughtBy.isPresent() ? broughtBy.flatMap(pilot -> soleVo(pilot.primaryFqan(), pilot.vos())) : own;
        boolean lent = subject.fqans().isEmpty() && subject.vos().isEmpty() && namer.isPresent();
        payloadVo = lent ? pilotVo : own;
        regime = site.pilots().regimes().at(circumstances.at());
        vouching = findVouching();
        identitySwitch = findIdentitySwitch();
    }

    AuthzRequest request() {
        return request;
    }

    SiteData site() {
        return site;
    }

    Circumstances circumstances() {
        return circumstances;
    }

    /** When it is asked. */
    Instant at() {
        return circumstances.at();
    }

    /** Another person's pilot brings the work, or a pilot is submitted that will (JSPG MUPJ). */
    boolean isMultiUser() {
        return broughtBy.isPresent() || isPilotSubmission();
    }

    /** A pilot brings work and does not say whose. */
    boolean isUnattributed() {
        return request.pilotJob() instanceof PilotJob.Unattributed;
    }

    /** The VO of the payload, if it can be told; of a person whom only that pilot names, and who shows none, its own. */
    Optional<VoName> payloadVo() {
        return payloadVo;
    }

    /** The VO of whoever brings the work, if it can be told; of work that nobody else brings, the payload's. */
    Optional<VoName> pilotVo() {
        return pilotVo;
    }

    /** Whether whoever brings the work holds a pilot's role as primary one. */
    boolean pilotRoleHeld() {
        Optional<Fqan> primary = broughtBy.isPresent()
                ? broughtBy.flatMap(Pilot::primaryFqan)
                : request.subject().primaryFqan();
        return primary.filter(site::isPilotRole).isPresent();
    }

    /** The regime that counts now. */
    Regime regime() {
        return regime;
    }

    /** How the VO that brings the work stands with the site. */
    ApprovalStatus approval() {
        return pilotVo.map(vo -> site.vo(vo).approval().statusAt(at())).orElse(ApprovalStatus.MISSING);
    }

    /** Whether the approval of the site matters: not while suspended, nor for VOs that the site must allow. */
    boolean isApprovalRequired() {
        Set<VoName> mustAllow = site.pilots().regimes().mustAllow();
        return !regime.suspends(Requirement.SITE_APPROVAL)
                && pilotVo.filter(mustAllow::contains).isEmpty();
    }

    /** {@code registered}, {@code unregistered}, or {@code not-asked} where nobody needs to be. */
    String ownerStanding() {
        PilotOwners owners = site.pilots().owners();
        if (!owners.enabled() || regime.suspends(Requirement.PILOT_OWNERS)) {
            return "not-asked";
        }
        return registeredOwner().isPresent() ? "registered" : "unregistered";
    }

    /**
     * Whether a pilot made up the name of the payload, and is the one that brings it and whose owner is registered as one who
     * may.
     */
    Vouching vouching() {
        return vouching;
    }

    private Vouching findVouching() {
        Dn payload = request.subject().dn();
        if (namer.isEmpty()) {
            return site.pilots().owners().areAnyNamersOf(payload) ? Vouching.NOT_ALLOWED : Vouching.NONE;
        }
        boolean allowed = Vouching.isSubProxy(namer.get(), payload)
                && registeredOwner().filter(PilotOwner::mayVouch).isPresent();
        return allowed ? Vouching.ALLOWED : Vouching.NOT_ALLOWED;
    }

    /** Whether the work is brought by its owner's pilot and shows a pilot's role again, where the site minds. */
    boolean isPayloadThePilot() {
        return !site.pilots().roles().payloadMayBePilot()
                && request.action().type() == ActionType.EXECUTE_NOW
                && request.pilotJob().pilot().isPresent()
                && broughtBy.isEmpty()
                && pilotRoleHeld();
    }

    /** Whether another's pilot brings a role that must not come that way. */
    boolean isRoleReserved() {
        return broughtBy.isPresent()
                && !isUnattributed()
                && site.pilots().roles().isReserved(request.subject());
    }

    /** Whether the work can be run under the account of its owner, which nobody can if the owner is not named. */
    IdentitySwitch identitySwitch() {
        return identitySwitch;
    }

    private IdentitySwitch findIdentitySwitch() {
        if (broughtBy.isEmpty()) {
            return IdentitySwitch.NOT_NEEDED;
        }
        List<PepCapability> unable = unable();
        boolean excusable = isUnattributed() ? request.action().type() == ActionType.EXECUTE_NOW : !unable.isEmpty();
        if (excusable && regime.suspends(Requirement.IDENTITY_SWITCHING)) {
            return IdentitySwitch.SUSPENDED;
        }
        if (unable.isEmpty()) {
            return IdentitySwitch.POSSIBLE;
        }
        boolean excepted = unable.stream()
                .allMatch(capability -> capability.exceptedUntil(at()).isPresent());
        return excepted ? IdentitySwitch.EXCEPTED : IdentitySwitch.REQUIRED;
    }

    /** When the first of the site's exceptions ends without which the work could not run; if there is none, never. */
    Instant exceptionEnd() {
        return unable().stream()
                .flatMap(capability -> capability.exceptedUntil(at()).stream())
                .min(Comparator.naturalOrder())
                .orElse(Instant.MAX);
    }

    /** {@code attested}, {@code not-attested}, or {@code not-needed} where the payload's own account tells enough. */
    String frameworkStanding() {
        boolean needed = isMultiUser() && (regime.isInterim() || identitySwitch.isWaived());
        if (!needed) {
            return "not-needed";
        }
        boolean traceable = pilotVo.map(site.pilots().frameworks()::get)
                .filter(framework -> framework.isTraceableAt(at()))
                .isPresent();
        return traceable ? "attested" : "not-attested";
    }

    /** Whether a pilot is submitted whose work need not be switched to the account of its owner. */
    boolean isSubmittedUnswitched() {
        return isPilotSubmission() && regime.suspends(Requirement.IDENTITY_SWITCHING);
    }

    /** What came with the subject to prove it: {@code bare}, {@code chain} or {@code token}. */
    String credentialWord() {
        Credential credential = request.subject().credential();
        if (credential instanceof Credential.Token) {
            return "token";
        }
        return credential instanceof Credential.Bare ? "bare" : "chain";
    }

    private List<PepCapability> unable() {
        return site.pilots().peps().of(request, circumstances.pep()).stream()
                .filter(capability -> !capability.switching())
                .toList();
    }

    private Optional<PilotOwner> registeredOwner() {
        Dn owner = broughtBy.map(Pilot::dn).orElse(request.subject().dn());
        return pilotVo.flatMap(vo -> site.pilots().owners().registered(vo, owner, at()));
    }

    private boolean isPilotSubmission() {
        return request.action().type() == ActionType.QUEUE
                && request.subject().primaryFqan().filter(site::isPilotRole).isPresent();
    }

    private static Optional<Pilot> broughtByAnother(AuthzRequest request) {
        boolean unattributed = request.pilotJob() instanceof PilotJob.Unattributed;
        Dn subject = request.subject().dn();
        return request.pilotJob()
                .pilot()
                .filter(pilot -> unattributed || !pilot.dn().equals(subject));
    }

    /** The VO of the primary FQAN; without any FQAN the one VO that was named, unless several were. */
    private static Optional<VoName> soleVo(Optional<Fqan> primary, Set<VoName> named) {
        return primary.map(Fqan::vo).or(() -> named.size() == 1 ? named.stream().findFirst() : Optional.empty());
    }
}
