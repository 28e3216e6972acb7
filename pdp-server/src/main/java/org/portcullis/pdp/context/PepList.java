package org.portcullis.pdp.context;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.portcullis.profile.AuthzRequest;
import org.portcullis.profile.Credential;
import org.portcullis.profile.Dn;
import org.portcullis.profile.ErrorKind;
import org.portcullis.profile.ObligationId;
import org.portcullis.profile.ReasonCode;
import org.portcullis.profile.Subject;
import org.portcullis.profile.SupportedObligations;
import org.portcullis.profile.wire.AuthzQuery;
import org.portcullis.profile.wire.ProtocolException;

/** Everybody who may ask. Who is not on it may ask nothing. Thread-safe. */
public final class PepList {
    private static final SupportedObligations USUAL = new SupportedObligations(
            true, Set.of(ObligationId.UIDGID, ObligationId.SECONDARY_GIDS, ObligationId.USERNAME));

    private final Map<Dn, Pep> byDn;
    private final Set<HostPattern> workerNodes;
    private final PilotDesk pilots;

    /** Keeps the first entry of each DN; no pilot may ask by itself. */
    public PepList(List<Pep> peps) {
        this(peps, PilotTerms.NOBODY);
    }

    /** As {@link #PepList(List)}, with pilots on these terms. */
    public PepList(List<Pep> peps, PilotTerms terms) {
        this(peps, Set.of(), terms);
    }

    /** As {@link #PepList(List, PilotTerms)}; hosts with these DNS names in their certificates are worker nodes. */
    public PepList(List<Pep> peps, Set<HostPattern> workerNodes, PilotTerms terms) {
        this(
                peps.stream().collect(Collectors.toUnmodifiableMap(Pep::dn, pep -> pep, (first, second) -> first)),
                workerNodes,
                new PilotDesk(terms, new PilotMemory()));
    }

    private PepList(Map<Dn, Pep> byDn, Set<HostPattern> workerNodes, PilotDesk pilots) {
        this.byDn = byDn;
        this.workerNodes = Set.copyOf(workerNodes);
        this.pilots = pilots;
    }

    /** The same list, with what is remembered of pilots from before it was read. */
    public PepList remembering(PilotMemory memory) {
        return new PepList(byDn, workerNodes, pilots.remembering(memory));
    }

    /** How many callers are listed. */
    public int size() {
        return byDn.size();
    }

    /**
     * The question as the caller may ask it: with the usual obligations where its entry says that they are understood.
     *
     * @throws ProtocolException UNTRUSTED_PEP if it may not ask this
     */
    public AuthzRequest admit(RequestContext context, AuthzQuery query) {
        AuthzRequest request = query.request();
        Optional<Pep> listed = find(context.caller());
        Optional<AuthzRequest> asked = listed.isPresent()
                ? listed.filter(pep -> maySay(pep, context.caller(), request)).map(pep -> inItsWords(pep, request))
                : pilots.admit(context, query);
        return asked.orElseThrow(() -> refusal(query));
    }

    /** A line for its DN is the only one for a caller; whoever has none may be a worker node, with a host certificate. */
    private Optional<Pep> find(Caller caller) {
        boolean node = !caller.proxy()
                && workerNodes.stream()
                        .anyMatch(names -> caller.hosts().stream().anyMatch(names::matches));
        return Optional.ofNullable(byDn.get(caller.dn()))
                .or(() -> node ? Optional.of(Pep.workerNode(caller.dn())) : Optional.empty());
    }

    private static AuthzRequest inItsWords(Pep pep, AuthzRequest request) {
        boolean silent = !request.supported().advertised();
        AuthzRequest asked = pep.assumeObligations() && silent ? request.withSupported(USUAL) : request;
        return pep.assertBare() ? asked : asked.withSubject(unvouched(asked.subject()));
    }

    private static ProtocolException refusal(AuthzQuery query) {
        return new ProtocolException(ErrorKind.UNTRUSTED_PEP, query.replyTo(), "the caller may not ask this");
    }

    /** Why the caller may not have an answer to what it asked, now that more is known of the subject; nothing if it may. */
    public Optional<ReasonCode> objection(RequestContext context, AuthzRequest request) {
        return isAtTheDesk(context) ? pilots.objection(context, request) : Optional.empty();
    }

    /** Whether the caller asks as the payload of a pilot whose chain it shows, which anybody could. */
    public boolean isOnlyShown(RequestContext context, AuthzRequest request) {
        return isAtTheDesk(context)
                && request.pilotJob().pilot().filter(PilotDesk::isShown).isPresent();
    }

    private boolean isAtTheDesk(RequestContext context) {
        return context.caller().proxy() && find(context.caller()).isEmpty();
    }

    /** A subject whose caller may not vouch: what is said of it has to be proven by what it brings. */
    static Subject unvouched(Subject subject) {
        return new Subject(
                subject.dn(),
                List.of(),
                Set.of(),
                subject.credential()
                        .withUnproven(subject.credential().unproven().and(subject.fqans(), subject.vos())),
                subject.doubts());
    }

    private static boolean maySay(Pep pep, Caller caller, AuthzRequest request) {
        boolean bare = request.subject().credential() instanceof Credential.Bare;
        return pep.scope().resources().contains(request.resource().type())
                && pep.scope().actions().contains(request.action().type())
                && maySpeakFor(pep, caller, request.resource().hosts())
                && (!bare || pep.assertBare());
    }

    /** A worker node speaks for itself, by its name, a service for itself or, if it says which, for hosts of its line. */
    private static boolean maySpeakFor(Pep pep, Caller caller, List<String> hosts) {
        Set<HostPattern> listed = pep.scope().hosts();
        boolean own = hosts.stream().allMatch(caller::isNamed);
        if (pep.kind() == PepClass.PEP_WN) {
            return !caller.proxy() && own && !hosts.isEmpty();
        }
        boolean named = !hosts.isEmpty()
                && hosts.stream().allMatch(host -> listed.stream().anyMatch(each -> each.matches(host)));
        return listed.isEmpty() ? own : named || listed.stream().anyMatch(HostPattern::isAny);
    }
}
