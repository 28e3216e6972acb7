package org.portcullis.pdp.context;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.portcullis.profile.ActionType;
import org.portcullis.profile.AuthzRequest;
import org.portcullis.profile.Credential;
import org.portcullis.profile.Credential.Chain;
import org.portcullis.profile.Doubt;
import org.portcullis.profile.Pilot;
import org.portcullis.profile.PilotJob;
import org.portcullis.profile.ReasonCode;
import org.portcullis.profile.Resource;
import org.portcullis.profile.ResourceType;
import org.portcullis.profile.Subject;
import org.portcullis.profile.Unproven;
import org.portcullis.profile.wire.AuthzQuery;

/**
 * What those may ask who call with a proxy, and what is made of their words. A payload that shows its pilot is the one that
 * calls; a pilot is the one it calls as. All run where they call from, and what is said beside chains counts for bans only.
 * Thread-safe.
 */
final class PilotDesk {
    private static final Duration LONGEST_PAYLOAD_PROXY = Duration.ofHours(24).plusMinutes(5);

    private final PilotTerms terms;
    private final PilotMemory memory;

    PilotDesk(PilotTerms terms, PilotMemory memory) {
        this.terms = terms;
        this.memory = memory;
    }

    PilotDesk remembering(PilotMemory earlier) {
        return new PilotDesk(terms, earlier);
    }

    /** The question with what is known in the place of what is said; nothing if the caller may not ask it. */
    Optional<AuthzRequest> admit(RequestContext context, AuthzQuery query) {
        AuthzRequest request = query.request();
        boolean here = terms.admit(context.caller(), context.source())
                && request.resource().type() == ResourceType.WN
                && request.action().type() == ActionType.EXECUTE_NOW;
        if (here && showsItsPilot(context, request)) {
            return Optional.of(asPayload(context, request));
        }
        return here && terms.isPilot(context.caller().fqans()) && maySay(context, query)
                ? Optional.of(asPilot(context, query))
                : Optional.empty();
    }

    /** Whether the caller asks about itself and shows another proxy as the pilot's that brought it. */
    private static boolean showsItsPilot(RequestContext context, AuthzRequest request) {
        return isAboutCaller(context, request)
                && request.pilotJob()
                        .pilot()
                        .filter(PilotDesk::isShown)
                        .filter(pilot -> isAnotherLeaf(context.caller(), pilot.credential()))
                        .isPresent();
    }

    private boolean maySay(RequestContext context, AuthzQuery query) {
        AuthzRequest request = query.request();
        boolean enough = terms.letAskAboutOthers(query) && !(request.subject().credential() instanceof Credential.Bare);
        return isItself(context, request)
                || (enough && memory.mayAskAbout(context, request.subject().dn()));
    }

    /** Whether the caller asks about itself, with the proxy that it calls with; another one of its own has another key. */
    private static boolean isItself(RequestContext context, AuthzRequest request) {
        return isAboutCaller(context, request)
                && !isAnotherLeaf(context.caller(), request.subject().credential());
    }

    private static boolean isAboutCaller(RequestContext context, AuthzRequest request) {
        return request.subject().dn().equals(context.pepDn());
    }

    private static AuthzRequest asPayload(RequestContext context, AuthzRequest request) {
        PilotJob job = request.pilotJob();
        return rewritten(
                context,
                request,
                inHand(context.caller(), request.subject()),
                job.pilot().map(PilotDesk::unvouched).map(job::withPilot).orElse(job));
    }

    private static AuthzRequest asPilot(RequestContext context, AuthzQuery query) {
        AuthzRequest request = query.request();
        Caller caller = context.caller();
        Credential held = new Credential.Bare(new Unproven(caller.held().fqans(), Set.of()));
        Pilot owner = new Pilot(caller.dn(), caller.fqans(), Set.of(), held, Set.of());
        boolean itself = request.pilotJob()
                .pilot()
                .map(named -> named.dn().equals(caller.dn()))
                .orElse(true);
        Subject subject = isItself(context, request) ? itself(caller, request.subject()) : another(query);
        return rewritten(
                context,
                request,
                itself ? subject : subject.doubted(Doubt.PILOT_MISMATCH),
                request.pilotJob() instanceof PilotJob.Unattributed
                        ? new PilotJob.Unattributed(owner)
                        : new PilotJob.BroughtBy(owner));
    }

    /** Somebody else, with a chain that is in his hands if its key signed the question. */
    private static Subject another(AuthzQuery query) {
        Subject silent = PepList.unvouched(query.request().subject());
        return PilotTerms.isSigned(query) && silent.credential() instanceof Chain chain
                ? new Subject(silent.dn(), List.of(), Set.of(), chain.withPossession(), silent.doubts())
                : silent;
    }

    private static AuthzRequest rewritten(
            RequestContext context, AuthzRequest request, Subject subject, PilotJob pilotJob) {
        Resource here =
                new Resource(request.resource().type(), request.resource().id(), List.of(context.source()));
        return new AuthzRequest(request.profile(), subject, pilotJob, here, request.action(), request.supported());
    }

    /**
     * The subject with the chain that the connection has proven, in the place of the one that was sent: a second chain of the
     * same person may say more of him, and its key may be elsewhere.
     */
    private static Subject inHand(Caller caller, Subject subject) {
        Credential proven = new Chain(caller.chain()).withPossession();
        Subject silent = PepList.unvouched(subject);
        Subject known = new Subject(
                subject.dn(),
                List.of(),
                Set.of(),
                proven.withUnproven(silent.credential().unproven()),
                subject.doubts());
        return isAnotherLeaf(caller, subject.credential()) ? known.doubted(Doubt.CREDENTIAL_MISMATCH) : known;
    }

    /** Nothing sent is no other leaf; a token is. */
    private static boolean isAnotherLeaf(Caller caller, Credential sent) {
        return sent instanceof Chain chain
                ? !chain.certificates().get(0).equals(caller.chain().get(0))
                : !(sent instanceof Credential.Bare);
    }

    /** What is said of a pilot beside its chain is nobody's word. */
    private static Pilot unvouched(Pilot pilot) {
        Credential credential = pilot.credential();
        return new Pilot(
                pilot.dn(),
                List.of(),
                Set.of(),
                credential.withUnproven(credential.unproven().and(pilot.fqans(), pilot.vos())),
                pilot.doubts());
    }

    /** Who sends no chain asks about himself, and the connection has proven what he is. */
    private static Subject itself(Caller caller, Subject subject) {
        if (subject.credential() instanceof Chain) {
            return inHand(caller, subject);
        }
        Subject silent = PepList.unvouched(subject);
        Unproven held = silent.credential().unproven().and(caller.held().fqans(), Set.of());
        return new Subject(
                silent.dn(), caller.fqans(), Set.of(), silent.credential().withUnproven(held), silent.doubts());
    }

    /** Why a payload is refused that has proven itself, whatever the policy says; nothing if it is not. */
    Optional<ReasonCode> objection(RequestContext context, AuthzRequest request) {
        Pilot pilot = request.pilotJob().pilot().orElseThrow();
        return !isShown(pilot) && isItself(context, request)
                ? Optional.empty()
                : objection(request.subject(), pilot).or(() -> objectionToChain(context, request.subject()));
    }

    /** Whether the pilot is not the one that calls, so that all there is of it is a chain, which anybody could have. */
    static boolean isShown(Pilot pilot) {
        return pilot.credential() instanceof Chain;
    }

    private Optional<ReasonCode> objection(Subject payload, Pilot pilot) {
        if (!terms.isPilot(pilot.fqans())) {
            return Optional.of(ReasonCode.PILOT_ROLE_MISSING);
        }
        if (payload.allVos().isEmpty()) {
            return Optional.of(ReasonCode.VO_UNKNOWN);
        }
        if (!payload.allVos().equals(pilot.allVos())) {
            return Optional.of(ReasonCode.VO_MISMATCH);
        }
        return payload.credential().traits().limited() ? Optional.of(ReasonCode.LIMITED_PROXY) : Optional.empty();
    }

    /** What makes up for a chain whose key nobody has shown, in part. */
    private Optional<ReasonCode> objectionToChain(RequestContext context, Subject payload) {
        if (!(payload.credential() instanceof Chain chain) || chain.possessed()) {
            return Optional.empty();
        }
        if (chain.traits().leafLifetime().compareTo(LONGEST_PAYLOAD_PROXY) > 0) {
            return Optional.of(ReasonCode.PROXY_TOO_LONG);
        }
        return memory.isFirst(context, chain.certificates().get(0))
                ? Optional.empty()
                : Optional.of(ReasonCode.PAYLOAD_KEY_ELSEWHERE);
    }
}
