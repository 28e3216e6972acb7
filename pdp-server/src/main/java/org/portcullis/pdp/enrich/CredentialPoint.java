package org.portcullis.pdp.enrich;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.portcullis.profile.AuthzRequest;
import org.portcullis.profile.Credential;
import org.portcullis.profile.Dn;
import org.portcullis.profile.Doubt;
import org.portcullis.profile.Subject;

/** Holds the certificate chain of a subject, where one was sent, against the trust anchors and against its name. */
public final class CredentialPoint implements PolicyInformationPoint {
    private final Function<List<X509Certificate>, Optional<Dn>> verifier;

    /** {@code verifier} gives the name that a chain proves, or nothing if it is not valid. */
    public CredentialPoint(Function<List<X509Certificate>, Optional<Dn>> verifier) {
        this.verifier = verifier;
    }

    @Override
    public AuthzRequest enrich(AuthzRequest request, Instant at) {
        return request.subject().credential() instanceof Credential.Chain chain
                ? request.withSubject(held(request.subject(), chain))
                : request;
    }

    private Subject held(Subject subject, Credential.Chain chain) {
        Optional<Dn> proven = verifier.apply(chain.certificates());
        if (proven.isEmpty()) {
            return subject.doubted(Doubt.CREDENTIAL_INVALID);
        }
        return proven.get().equals(subject.dn()) ? subject : subject.doubted(Doubt.CREDENTIAL_MISMATCH);
    }
}
