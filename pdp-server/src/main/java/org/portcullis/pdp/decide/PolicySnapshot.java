package org.portcullis.pdp.decide;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.portcullis.pdp.ban.Asker;
import org.portcullis.pdp.ban.BanEntry;
import org.portcullis.pdp.ban.BanHit;
import org.portcullis.pdp.ban.BanList;
import org.portcullis.pdp.config.AdminList;
import org.portcullis.pdp.context.Caller;
import org.portcullis.pdp.context.PepList;
import org.portcullis.pdp.context.RequestContext;
import org.portcullis.pdp.mapping.MappingRules;
import org.portcullis.policy.Evaluation;
import org.portcullis.policy.PolicyPack;
import org.portcullis.policy.facts.Circumstances;
import org.portcullis.policy.facts.Terms.Mapped;
import org.portcullis.profile.AuthzRequest;
import org.portcullis.profile.Decision;
import org.portcullis.profile.Doubt;
import org.portcullis.profile.ErrorKind;
import org.portcullis.profile.Pilot;
import org.portcullis.profile.ReasonCode;
import org.portcullis.profile.wire.AuthzQuery;
import org.portcullis.profile.wire.ProtocolException;

/**
 * Everything a decision depends on, as of one moment: who may ask, who is banned, what the policy says, who becomes whom.
 * {@code epoch} counts snapshots since the server started. Immutable.
 */
public record PolicySnapshot(
        PepList peps, AdminList admins, BanList bans, PolicyPack pack, MappingRules mapping, long epoch) {
    /** Of a site whose admin port is for nobody. */
    public PolicySnapshot(PepList peps, BanList bans, PolicyPack pack, MappingRules mapping, long epoch) {
        this(peps, AdminList.NOBODY, bans, pack, mapping, epoch);
    }

    /**
     * The question as the caller may ask it.
     *
     * @throws ProtocolException BANNED_CALLER or UNTRUSTED_PEP if the caller may not ask it
     */
    public AuthzRequest admit(RequestContext context, AuthzQuery query) {
        Caller caller = context.caller();
        boolean aboutItself =
                caller.proxy() && caller.dn().equals(query.request().subject().dn());
        Optional<BanEntry> banned = aboutItself ? Optional.empty() : banOfCaller(context);
        banned.ifPresent(ban -> {
            String detail = "the caller is banned by " + ban.ban().selector();
            throw new ProtocolException(ErrorKind.BANNED_CALLER, query.replyTo(), detail);
        });
        return peps.admit(context, query);
    }

    /** The ban that whoever calls is under when he does, whatever he wants. */
    public Optional<BanEntry> banOfCaller(RequestContext context) {
        return bans.of(asker(context.caller())).stream()
                .filter(ban -> ban.period().covers(context.receivedAt()))
                .findFirst();
    }

    private static Asker asker(Caller caller) {
        return new Asker(caller.dn(), caller.proxy(), caller.hosts(), caller.presented());
    }

    /** The number of the last change in the ban store that it knows of. */
    public long banEpoch() {
        return bans.revision();
    }

    /** The same snapshot with other bans. */
    PolicySnapshot withBans(BanList others, long nextEpoch) {
        return new PolicySnapshot(peps, admins, others, pack, mapping, nextEpoch);
    }

    /** The same snapshot, while nobody knows whether its bans are all there are. */
    PolicySnapshot withoutPermits() {
        return new PolicySnapshot(peps, admins, bans, new StalePack(pack), mapping, epoch);
    }

    /** Bans first, then doubts about names, then the pack; as of the moment the question came. */
    public Verdict decide(RequestContext context, AuthzRequest request) {
        Instant at = context.receivedAt();
        List<BanHit> hits = bans.hits(request, context.pepDn(), context.caller().certificates());
        List<BanHit> inForce =
                hits.stream().filter(hit -> hit.entry().period().covers(at)).toList();
        return inForce.isEmpty() ? noting(hits, at, decideUnbanned(context, request)) : deny(inForce);
    }

    private Verdict decideUnbanned(RequestContext context, AuthzRequest request) {
        Circumstances circumstances = new Circumstances(context.receivedAt(), context.pepDn());
        return firstDoubt(request)
                .map(PolicySnapshot::refused)
                .or(() -> peps.objection(context, request).map(PolicySnapshot::refused))
                .orElseGet(() -> bounded(context, request, ofPack(pack.evaluate(request, circumstances))));
    }

    private static Verdict refused(Doubt doubt) {
        return doubt.isOfServer() ? Verdict.unable(ErrorKind.REVOCATION_UNKNOWN) : refused(doubt.reason());
    }

    private static Verdict refused(ReasonCode reason) {
        return Verdict.deny(List.of(reason), "");
    }

    /** The account of a pilot is for those who ask as that pilot or are believed about it. */
    private Verdict bounded(RequestContext context, AuthzRequest request, Verdict verdict) {
        boolean ofPilot =
                verdict.decision() instanceof Decision.Permit && verdict.terms().mapped() == Mapped.PILOT;
        return ofPilot && peps.isOnlyShown(context, request)
                ? Verdict.deny(List.of(ReasonCode.MAPPING_COLLIDES_WITH_PILOT), "")
                : verdict;
    }

    private static Verdict deny(List<BanHit> hits) {
        List<ReasonCode> reasons = hits.stream().map(BanHit::reason).distinct().toList();
        return Verdict.deny(reasons, hits.get(0).selector());
    }

    private static Verdict noting(List<BanHit> hits, Instant at, Verdict verdict) {
        return hits.stream()
                .filter(hit -> hit.entry().period().isOver(at))
                .findFirst()
                .map(hit -> verdict.noting("expired " + hit.selector()))
                .orElse(verdict);
    }

    private static Verdict ofPack(Evaluation evaluation) {
        return new Verdict(evaluation.decision(), evaluation.rule(), "", evaluation.denyReasons(), evaluation.terms());
    }

    private static Optional<Doubt> firstDoubt(AuthzRequest request) {
        Set<Doubt> ofPilot = request.pilotJob().pilot().map(Pilot::doubts).orElseGet(Set::of);
        return Stream.concat(request.subject().doubts().stream(), ofPilot.stream())
                .filter(Doubt::refuses)
                .collect(Collectors.minBy(Comparator.naturalOrder()));
    }
}
