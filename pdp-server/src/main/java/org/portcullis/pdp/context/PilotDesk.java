package org.portcullis.pdp.context;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.portcullis.profile.ActionType;
import org.portcullis.profile.AuthzRequest;
import org.portcullis.profile.ChainTraits;
import org.portcullis.profile.Credential;
import org.portcullis.profile.Doubt;
import org.portcullis.profile.Fqan;
import org.portcullis.profile.Pilot;
import org.portcullis.profile.PilotJob;
import org.portcullis.profile.ReasonCode;
import org.portcullis.profile.Resource;
import org.portcullis.profile.ResourceType;
import org.portcullis.profile.Subject;
import org.portcullis.profile.VoName;
import org.portcullis.profile.wire.AuthzQuery;

/**
 * What a pilot that calls with its own proxy may ask, and what is made of its words: it is the pilot it calls as, it runs
 * where it calls from, and its payloads prove themselves. Thread-safe.
 */
final class PilotDesk {
    private static final Duration LONGEST_PAYLOAD_PROXY = Duration.ofHours(24).plusMinutes(5);

    private final PilotTerms terms;
    private final PayloadLimit limit = new PayloadLimit();

    PilotDesk(PilotTerms terms) {
        this.terms = terms;
    }

    boolean isFor(RequestContext context) {
        return terms.admit(context.caller(), context.source());
    }

    boolean maySay(RequestContext context, AuthzQuery query) {
        AuthzRequest request = query.request();
        boolean aboutItself = request.subject().dn().equals(context.pepDn());
        boolean payload =
                terms.letAskAboutOthers(query) && !(request.subject().credential() instanceof Credential.Bare);
        return request.resource().type() == ResourceType.WN
                && request.action().type() == ActionType.EXECUTE_NOW
                && (aboutItself
                        || (payload
                                && limit.allows(
                                        context.pepDn(), request.subject().dn(), context.receivedAt())));
    }

    /** The question with what is known of the pilot in the place of what it says. */
    AuthzRequest inItsName(RequestContext context, AuthzRequest request) {
        Caller caller = context.caller();
        Pilot owner = new Pilot(caller.dn(), caller.fqans(), Set.of(), Set.of());
        boolean itself = request.pilotJob()
                .pilot()
                .map(named -> named.dn().equals(caller.dn()))
                .orElse(true);
        Subject subject = vouchedByItself(context, request.subject());
        Resource here =
                new Resource(request.resource().type(), request.resource().id(), List.of(context.source()));
        return new AuthzRequest(
                request.profile(),
                itself ? subject : subject.doubted(Doubt.PILOT_MISMATCH),
                request.pilotJob() instanceof PilotJob.Unattributed
                        ? new PilotJob.Unattributed(owner)
                        : new PilotJob.BroughtBy(owner),
                here,
                request.action(),
                request.supported());
    }

    /** Who sends no chain asks about himself, and the connection has proven what he is. */
    private static Subject vouchedByItself(RequestContext context, Subject subject) {
        return subject.credential() instanceof Credential.Bare
                ? new Subject(
                        subject.dn(),
                        context.caller().fqans(),
                        Set.of(),
                        subject.credential()
                                .withUnproven(subject.credential().unproven().and(subject.fqans(), subject.vos())),
                        subject.doubts())
                : PepList.unvouched(subject);
    }

    /** Why a payload is refused that has proven itself, whatever the policy says; nothing if it is not. */
    Optional<ReasonCode> objection(RequestContext context, AuthzRequest request) {
        if (request.subject().dn().equals(context.pepDn())) {
            return Optional.empty();
        }
        ChainTraits chain = request.subject().credential().traits();
        Set<VoName> pilotVos = context.caller().fqans().stream().map(Fqan::vo).collect(Collectors.toSet());
        if (request.subject().allVos().isEmpty()) {
            return Optional.of(ReasonCode.VO_UNKNOWN);
        }
        if (!request.subject().allVos().equals(pilotVos)) {
            return Optional.of(ReasonCode.VO_MISMATCH);
        }
        if (chain.limited()) {
            return Optional.of(ReasonCode.LIMITED_PROXY);
        }
        return chain.leafLifetime().compareTo(LONGEST_PAYLOAD_PROXY) > 0
                ? Optional.of(ReasonCode.PROXY_TOO_LONG)
                : Optional.empty();
    }
}
