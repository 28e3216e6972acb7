package org.portcullis.pdp.enrich;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.portcullis.pdp.trust.ChainVerdict;
import org.portcullis.pdp.trust.VomsVerdict;
import org.portcullis.profile.AuthzRequest;
import org.portcullis.profile.Credential;
import org.portcullis.profile.Credential.Chain;
import org.portcullis.profile.Doubt;
import org.portcullis.profile.Fqan;
import org.portcullis.profile.Pilot;
import org.portcullis.profile.Subject;
import org.portcullis.profile.Unproven;
import org.portcullis.profile.VoName;

/**
 * Holds the certificate chain of a subject, where one was sent, against the trust anchors and against what was said of
 * the subject, and that of its pilot likewise. What the VO says in the chain replaces what the PEP says; without it the PEP
 * vouches.
 */
public final class CredentialPoint implements PolicyInformationPoint {
    private final BiFunction<List<X509Certificate>, Instant, ChainVerdict> verifier;
    private final BiFunction<List<X509Certificate>, Instant, VomsVerdict> attributes;

    /**
     * {@code verifier} says what a chain proves; {@code attributes} judges the VOMS attributes in a valid one.
     */
    public CredentialPoint(
            BiFunction<List<X509Certificate>, Instant, ChainVerdict> verifier,
            BiFunction<List<X509Certificate>, Instant, VomsVerdict> attributes) {
        this.verifier = verifier;
        this.attributes = attributes;
    }

    @Override
    public AuthzRequest enrich(AuthzRequest request, Instant at) {
        AuthzRequest known = request.withSubject(held(request.subject(), at));
        return known.pilotJob()
                .pilot()
                .map(pilot -> known.withPilotJob(known.pilotJob().withPilot(held(pilot, at))))
                .orElse(known);
    }

    private Pilot held(Pilot pilot, Instant at) {
        Subject known =
                held(new Subject(pilot.dn(), pilot.fqans(), pilot.vos(), pilot.credential(), pilot.doubts()), at);
        return new Pilot(known.dn(), known.fqans(), known.vos(), known.credential(), known.doubts());
    }

    private Subject held(Subject subject, Instant at) {
        return subject.credential() instanceof Chain chain ? held(subject, chain, at) : subject;
    }

    private Subject held(Subject subject, Chain chain, Instant at) {
        return verifier.apply(chain.certificates(), at)
                .match(
                        name -> name.equals(subject.dn())
                                ? withAttributes(subject, chain, at)
                                : subject.doubted(Doubt.CREDENTIAL_MISMATCH),
                        subject::doubted);
    }

    private Subject withAttributes(Subject subject, Chain chain, Instant at) {
        return attributes
                .apply(chain.certificates(), at)
                .match(
                        () -> subject,
                        verified -> member(subject, chain, verified),
                        invalid -> withoutVo(subject, chain, invalid));
    }

    /**
     * All FQANs of the VO in its order: naming only some of them must not hide one that is banned, and neither must putting
     * them behind those of another VO.
     */
    private static Subject member(Subject subject, Chain chain, VomsVerdict.Verified verified) {
        Unproven claims = chain.unproven().and(subject.fqans(), subject.vos());
        boolean proven = verified.proven().containsAll(claims.fqans())
                && vos(verified.proven()).containsAll(claims.vos());
        if (!proven) {
            return subject.doubted(Doubt.CREDENTIAL_MISMATCH);
        }
        Set<VoName> named = claims.vos().contains(verified.vo()) ? Set.of(verified.vo()) : Set.of();
        Credential lasting = chain.withUnproven(chain.unproven().and(verified.held(), Set.of()))
                .withAttributes(verified.lifetime(), verified.notAfter());
        Subject member = new Subject(subject.dn(), verified.fqans(), named, lasting, subject.doubts());
        return verified.doubts().stream().reduce(member, Subject::doubted, (one, other) -> other);
    }

    private static Set<VoName> vos(List<Fqan> fqans) {
        return fqans.stream().map(Fqan::vo).collect(Collectors.toUnmodifiableSet());
    }

    private static Subject withoutVo(Subject subject, Chain chain, VomsVerdict.Invalid invalid) {
        Unproven claims = chain.unproven().and(subject.fqans(), subject.vos()).and(invalid.claimed(), Set.of());
        return new Subject(subject.dn(), List.of(), Set.of(), chain.withUnproven(claims), subject.doubts())
                .doubted(invalid.doubt());
    }
}
