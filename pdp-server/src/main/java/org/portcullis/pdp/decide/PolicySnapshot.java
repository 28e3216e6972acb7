package org.portcullis.pdp.decide;

import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.portcullis.pdp.ban.BanList;
import org.portcullis.pdp.context.PepList;
import org.portcullis.pdp.context.RequestContext;
import org.portcullis.pdp.mapping.MappingRules;
import org.portcullis.policy.Evaluation;
import org.portcullis.policy.PolicyPack;
import org.portcullis.policy.facts.Circumstances;
import org.portcullis.profile.AuthzRequest;
import org.portcullis.profile.Doubt;
import org.portcullis.profile.Pilot;
import org.portcullis.profile.wire.AuthzQuery;

/**
 * Everything a decision depends on, as of one moment: who may ask, who is banned, what the policy says, who becomes whom.
 * {@code epoch} counts snapshots since the server started. Immutable.
 */
public record PolicySnapshot(PepList peps, BanList bans, PolicyPack pack, MappingRules mapping, long epoch) {
    /**
     * The question as the caller may ask it.
     *
     * @throws org.portcullis.profile.wire.ProtocolException UNTRUSTED_PEP if the caller may not ask it
     */
    public AuthzRequest admit(RequestContext context, AuthzQuery query) {
        return peps.admit(context, query);
    }

    /** Bans first, then doubts about names, then the pack. */
    public Verdict decide(AuthzRequest request, Circumstances circumstances) {
        return bans.hit(request)
                .map(hit -> Verdict.deny(hit.reason(), hit.ban().selector()))
                .or(() -> firstDoubt(request).map(doubt -> Verdict.deny(doubt.reason(), "")))
                .orElseGet(() -> ofPack(pack.evaluate(request, circumstances)));
    }

    private static Verdict ofPack(Evaluation evaluation) {
        return new Verdict(evaluation.decision(), evaluation.rule(), "", evaluation.denyReasons(), evaluation.terms());
    }

    private static Optional<Doubt> firstDoubt(AuthzRequest request) {
        Set<Doubt> ofPilot = request.pilotJob().pilot().map(Pilot::doubts).orElseGet(Set::of);
        return Stream.concat(request.subject().doubts().stream(), ofPilot.stream())
                .collect(Collectors.minBy(Comparator.naturalOrder()));
    }
}
