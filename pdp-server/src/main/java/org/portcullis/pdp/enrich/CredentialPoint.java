package org.portcullis.pdp.enrich;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import org.portcullis.pdp.trust.ChainVerdict;
import org.portcullis.pdp.trust.VomsVerdict;
import org.portcullis.profile.AuthzRequest;
import org.portcullis.profile.Credential;
import org.portcullis.profile.Credential.Chain;
import org.portcullis.profile.Doubt;
import org.portcullis.profile.Subject;
import org.portcullis.profile.Unproven;

/**
 * Holds the certificate chain of a subject, where one was sent, against the trust anchors and against what was said of
 * the subject. What the VO says in the chain replaces what the PEP says; without it the PEP vouches.
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
        return request.subject().credential() instanceof Chain chain
                ? request.withSubject(held(request.subject(), chain, at))
                : request;
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

    /** All FQANs of the VO in its order: naming only some of them must not hide one that is banned. */
    private static Subject member(Subject subject, Chain chain, VomsVerdict.Verified verified) {
        Unproven claims = chain.unproven().and(subject.fqans(), subject.vos());
        boolean proven = verified.fqans().containsAll(claims.fqans())
                && Set.of(verified.vo()).containsAll(claims.vos());
        Credential lasting = chain.withAttributes(verified.lifetime(), verified.notAfter());
        return proven
                ? new Subject(subject.dn(), verified.fqans(), claims.vos(), lasting, subject.doubts())
                : subject.doubted(Doubt.CREDENTIAL_MISMATCH);
    }

    private static Subject withoutVo(Subject subject, Chain chain, VomsVerdict.Invalid invalid) {
        Unproven claims = chain.unproven().and(subject.fqans(), subject.vos()).and(invalid.claimed(), Set.of());
        return new Subject(subject.dn(), List.of(), Set.of(), chain.withUnproven(claims), subject.doubts())
                .doubted(invalid.doubt());
    }
}
