package org.portcullis.pdp.context;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.portcullis.profile.ActionType;
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
    private final PilotDesk pilots;

    /** Keeps the first entry of each DN; no pilot may ask by itself. */
    public PepList(List<Pep> peps) {
        this(peps, PilotTerms.NOBODY);
    }

    /** As {@link #PepList(List)}, with pilots on these terms. */
    public PepList(List<Pep> peps, PilotTerms terms) {
        this(
                peps.stream().collect(Collectors.toUnmodifiableMap(Pep::dn, pep -> pep, (first, second) -> first)),
                new PilotDesk(terms, new PilotMemory()));
    }

    private PepList(Map<Dn, Pep> byDn, PilotDesk pilots) {
        this.byDn = byDn;
        this.pilots = pilots;
    }

    /** The same list, with what is remembered of pilots from before it was read. */
    public PepList remembering(PilotMemory memory) {
        return new PepList(byDn, pilots.remembering(memory));
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
        Pep pep = byDn.get(context.pepDn());
        if (pep != null && maySay(pep, request)) {
            boolean silent = !request.supported().advertised();
            AuthzRequest asked = pep.assumeObligations() && silent ? request.withSupported(USUAL) : request;
            return pep.assertBare() ? asked : asked.withSubject(unvouched(asked.subject()));
        }
        Optional<AuthzRequest> asked = pep == null ? pilots.admit(context, request) : Optional.empty();
        return asked.orElseThrow(
                () -> new ProtocolException(ErrorKind.UNTRUSTED_PEP, query.replyTo(), "the caller may not ask this"));
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
        return context.caller().proxy() && !byDn.containsKey(context.pepDn());
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

    private static boolean maySay(Pep pep, AuthzRequest request) {
        boolean bare = request.subject().credential() instanceof Credential.Bare;
        return pep.resources().contains(request.resource().type())
                && maySpeakFor(pep, request.resource().hosts())
                && (pep.kind() == PepClass.PEP_SERVICE || request.action().type() == ActionType.EXECUTE_NOW)
                && (!bare || pep.assertBare());
    }

    /** Who may speak for some hosts only has to say for which. */
    private static boolean maySpeakFor(Pep pep, List<String> hosts) {
        boolean allListed = hosts.stream().allMatch(host -> pep.hosts().contains(host.toLowerCase(Locale.ROOT)));
        return pep.hosts().isEmpty() || (allListed && !hosts.isEmpty());
    }
}
