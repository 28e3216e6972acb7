package org.portcullis.pdp.ban;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.portcullis.profile.ActionType;
import org.portcullis.profile.AuthzRequest;
import org.portcullis.profile.ChainTraits;
import org.portcullis.profile.Credential.Token;
import org.portcullis.profile.Dn;
import org.portcullis.profile.Fqan;
import org.portcullis.profile.Pilot;
import org.portcullis.profile.ReasonCode;
import org.portcullis.profile.Subject;
import org.portcullis.profile.VoName;

/**
 * One question, held against a list of bans: subject, CA, serial, token, FQAN, VO, pilot owner, host, pilot jobs of a VO.
 */
final class BanProbe {
    private static final String PILOT_ROLE = "pilot";

    private final BanList bans;
    private final AuthzRequest request;
    private final Subject subject;
    private final Optional<Pilot> pilot;
    private final List<ChainTraits.Issued> ofCaller;
    private final List<BanHit> hits = new ArrayList<>();

    BanProbe(BanList bans, AuthzRequest request, List<ChainTraits.Issued> ofCaller) {
        this.bans = bans;
        this.request = request;
        this.ofCaller = ofCaller;
        subject = request.subject();
        pilot = request.pilotJob().pilot();
    }

    List<BanHit> hits(Dn pep) {
        probe(BanKind.DN, ReasonCode.BANNED_SUBJECT, () -> names(BanKind.DN, subject.dn()));
        probe(BanKind.CA, ReasonCode.BANNED_CA, this::issuers);
        probe(BanKind.SERIAL, ReasonCode.BANNED_SERIAL, this::serials);
        probe(BanKind.ISSUER, ReasonCode.BANNED_ISSUER, () -> tokens().map(token -> BanKey.ofIssuer(token.issuer())));
        probe(BanKind.TOKEN_KEY, ReasonCode.BANNED_ISSUER, () -> tokens(BanKind.TOKEN_KEY, Token::keyId));
        probe(BanKind.TOKEN_SUBJECT, ReasonCode.BANNED_SUBJECT, () -> tokens(BanKind.TOKEN_SUBJECT, Token::subject));
        probe(BanKind.TOKEN_ID, ReasonCode.BANNED_TOKEN, () -> tokens(BanKind.TOKEN_ID, Token::id));
        probe(BanKind.FQAN, ReasonCode.BANNED_FQAN, () -> fqans().map(BanProbe::exactly));
        probe(BanKind.FQAN_SUBTREE, ReasonCode.BANNED_FQAN, () -> fqans().flatMap(BanProbe::groupsAbove));
        probe(BanKind.VO, ReasonCode.BANNED_VO, () -> vos(BanKind.VO));
        probe(BanKind.PILOT, ReasonCode.BANNED_PILOT_OWNER, this::pilotOwners);
        probe(
                BanKind.DN,
                ReasonCode.BANNED_PILOT_OWNER,
                () -> pilot.stream().flatMap(owner -> names(BanKind.DN, owner.dn())));
        probe(BanKind.HOST, ReasonCode.BANNED_HOST, () -> hosts(pep));
        probe(
                BanKind.VO_PILOT_JOBS,
                ReasonCode.BANNED_VO_MUPJ,
                () -> isPilotJob() ? vos(BanKind.VO_PILOT_JOBS) : Stream.empty());
        return hits;
    }

    private void probe(BanKind kind, ReasonCode reason, Supplier<Stream<BanKey>> keys) {
        if (bans.has(kind)) {
            keys.get()
                    .filter(bans::mayHave)
                    .distinct()
                    .flatMap(bans::find)
                    .forEach(entry -> hits.add(new BanHit(entry, reason)));
        }
    }

    static Stream<BanKey> names(BanKind kind, Dn dn) {
        Dn own = dn.withoutProxyNames();
        Stream<Dn> names = own.equals(dn) ? Stream.of(dn) : Stream.of(dn, own);
        return names.map(name -> new BanKey(kind, name.widest()));
    }

    private Stream<BanKey> issuers() {
        return Stream.concat(
                        certificates().map(ChainTraits.Issued::issuer),
                        subject.credential().unproven().issuers().stream())
                .map(issuer -> new BanKey(BanKind.CA, issuer.widest()));
    }

    private Stream<BanKey> serials() {
        return certificates().map(certificate -> BanKey.ofSerial(certificate.serial(), certificate.issuer()));
    }

    private Stream<Token> tokens() {
        return subject.credential() instanceof Token token ? Stream.of(token) : Stream.empty();
    }

    private Stream<BanKey> tokens(BanKind kind, Function<Token, String> part) {
        return tokens().map(token -> BanKey.ofToken(kind, token.issuer(), part.apply(token)));
    }

    /** What the subject brought, what its pilot shows, and what a pilot called with. */
    private Stream<ChainTraits.Issued> certificates() {
        Stream<ChainTraits.Issued> ofPilot =
                pilot.stream().flatMap(owner -> owner.credential().traits().certificates().stream());
        return Stream.of(subject.credential().traits().certificates().stream(), ofPilot, ofCaller.stream())
                .flatMap(certificates -> certificates);
    }

    /** What is believed of the subject, and what was only said. */
    private Stream<Fqan> fqans() {
        return Stream.concat(subject.fqans().stream(), subject.credential().unproven().fqans().stream());
    }

    private static BanKey exactly(Fqan fqan) {
        return new BanKey(BanKind.FQAN, BanKey.fold(fqan.value()));
    }

    private static Stream<BanKey> groupsAbove(Fqan fqan) {
        String group = BanKey.fold(fqan.group());
        Set<String> groups = new LinkedHashSet<>();
        for (int end = group.length(); end > 0; end = group.lastIndexOf('/', end - 1)) {
            groups.add(group.substring(0, end));
        }
        return groups.stream().map(name -> new BanKey(BanKind.FQAN_SUBTREE, name));
    }

    private Stream<BanKey> vos(BanKind kind) {
        Stream<VoName> ofPilot = pilot.stream()
                .flatMap(owner ->
                        Stream.concat(owner.allVos().stream(), owner.credential().unproven().allVos().stream()));
        return Stream.of(subject.allVos().stream(), subject.credential().unproven().allVos().stream(), ofPilot)
                .flatMap(vos -> vos)
                .map(vo -> new BanKey(kind, BanKey.fold(vo.value())));
    }

    private Stream<BanKey> pilotOwners() {
        Stream<Dn> submitter = isPilotSubmission() ? Stream.of(subject.dn()) : Stream.empty();
        return Stream.concat(pilot.stream().map(Pilot::dn), submitter).flatMap(dn -> names(BanKind.PILOT, dn));
    }

    /** Where the work is to run, and the machine that asks, by the last name in its certificate. */
    private Stream<BanKey> hosts(Dn pep) {
        List<String> parts = pep.parts();
        String last = parts.get(parts.size() - 1);
        String asking = last.substring(Math.max(last.lastIndexOf('/'), last.indexOf('=')) + 1);
        return Stream.concat(request.resource().hosts().stream(), Stream.of(asking))
                .map(BanKey::ofHost);
    }

    private boolean isPilotJob() {
        return isPilotSubmission()
                || pilot.filter(owner -> !owner.dn().equals(subject.dn())).isPresent();
    }

    /** Any role with the word in it counts: packs may name several, and a ban reads widely. */
    private boolean isPilotSubmission() {
        return request.action().type() == ActionType.QUEUE
                && fqans().flatMap(fqan -> fqan.role().stream())
                        .anyMatch(role -> BanKey.fold(role).contains(PILOT_ROLE));
    }
}
