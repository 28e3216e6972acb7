package org.portcullis.pdp.enrich;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.portcullis.pdp.trust.VomsVerdict;
import org.portcullis.profile.AuthzRequest;
import org.portcullis.profile.Credential;
import org.portcullis.profile.Dn;
import org.portcullis.profile.Doubt;
import org.portcullis.profile.Subject;

/**
 * Holds the certificate chain of a subject, where one was sent, against the trust anchors and against what was said of
 * the subject. What the VO says in the chain replaces what the PEP says; without it the PEP vouches.
 */
public final class CredentialPoint implements PolicyInformationPoint {
    private final Function<List<X509Certificate>, Optional<Dn>> verifier;
    private final BiFunction<List<X509Certificate>, Instant, VomsVerdict> attributes;

    /**
     * {@code verifier} gives the name that a chain proves, or nothing if it is not valid; {@code attributes} judges the VOMS
     * attributes in a valid chain.
     */
    public CredentialPoint(
            Function<List<X509Certificate>, Optional<Dn>> verifier,
            BiFunction<List<X509Certificate>, Instant, VomsVerdict> attributes) {
        this.verifier = verifier;
        this.attributes = attributes;
    }

    @Override
    public AuthzRequest enrich(AuthzRequest request, Instant at) {
        return request.subject().credential() instanceof Credential.Chain chain
                ? request.withSubject(held(request.subject(), chain.certificates(), at))
                : request;
    }

    private Subject held(Subject subject, List<X509Certificate> chain, Instant at) {
        Optional<Dn> proven = verifier.apply(chain);
        if (proven.isEmpty()) {
            return subject.doubted(Doubt.CREDENTIAL_INVALID);
        }
        if (!proven.get().equals(subject.dn())) {
            return subject.doubted(Doubt.CREDENTIAL_MISMATCH);
        }
        return attributes
                .apply(chain, at)
                .match(
                        () -> subject,
                        verified -> member(measured(subject, verified), verified),
                        invalid -> withoutVo(subject));
    }

    /** All FQANs of the VO in its order: naming only some of them must not hide one that is banned. */
    private static Subject member(Subject subject, VomsVerdict.Verified verified) {
        boolean named = verified.fqans().containsAll(subject.fqans())
                && Set.of(verified.vo()).containsAll(subject.vos());
        return named
                ? new Subject(subject.dn(), verified.fqans(), subject.vos(), subject.credential(), subject.doubts())
                : subject.doubted(Doubt.CREDENTIAL_MISMATCH);
    }

    private static Subject measured(Subject subject, VomsVerdict.Verified verified) {
        Credential credential = subject.credential() instanceof Credential.Chain chain
                ? chain.withAttributeLifetime(verified.lifetime())
                : subject.credential();
        return new Subject(subject.dn(), subject.fqans(), subject.vos(), credential, subject.doubts());
    }

    private static Subject withoutVo(Subject subject) {
        return new Subject(subject.dn(), List.of(), Set.of(), subject.credential(), subject.doubts())
                .doubted(Doubt.CREDENTIAL_INVALID);
    }
}
