package org.portcullis.pdp.context;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.portcullis.profile.AuthzRequest;
import org.portcullis.profile.Credential;
import org.portcullis.profile.Dn;
import org.portcullis.profile.ErrorKind;
import org.portcullis.profile.ObligationId;
import org.portcullis.profile.SupportedObligations;
import org.portcullis.profile.wire.AuthzQuery;
import org.portcullis.profile.wire.ProtocolException;

/** Everybody who may ask. Who is not on it may ask nothing. Immutable. */
public final class PepList {
    private static final SupportedObligations USUAL = new SupportedObligations(
            true, Set.of(ObligationId.UIDGID, ObligationId.SECONDARY_GIDS, ObligationId.USERNAME));

    private final Map<Dn, Pep> byDn;

    /** Keeps the first entry of each DN. */
    public PepList(List<Pep> peps) {
        byDn = peps.stream().collect(Collectors.toUnmodifiableMap(Pep::dn, pep -> pep, (first, second) -> first));
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
        Pep pep = byDn.get(context.pepDn());
        if (pep == null || !maySay(pep, query.request())) {
            throw new ProtocolException(ErrorKind.UNTRUSTED_PEP, query.replyTo(), "the caller may not ask this");
        }
        boolean silent = !query.request().supported().advertised();
        return pep.assumeObligations() && silent ? query.request().withSupported(USUAL) : query.request();
    }

    private static boolean maySay(Pep pep, AuthzRequest request) {
        boolean bare = request.subject().credential() instanceof Credential.Bare;
        return pep.resources().contains(request.resource().type())
                && maySpeakFor(pep, request.resource().hosts())
                && (!bare || pep.assertBare());
    }

    /** Who may speak for some hosts only has to say for which. */
    private static boolean maySpeakFor(Pep pep, List<String> hosts) {
        boolean allListed = hosts.stream().allMatch(host -> pep.hosts().contains(host.toLowerCase(Locale.ROOT)));
        return pep.hosts().isEmpty() || (allListed && !hosts.isEmpty());
    }
}
