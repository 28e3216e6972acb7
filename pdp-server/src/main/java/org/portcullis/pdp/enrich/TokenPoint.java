package org.portcullis.pdp.enrich;

import java.time.Instant;
import java.util.Set;
import java.util.function.BiFunction;
import org.portcullis.pdp.trust.TokenVerdict;
import org.portcullis.profile.AuthzRequest;
import org.portcullis.profile.Credential;
import org.portcullis.profile.Dn;
import org.portcullis.profile.Doubt;
import org.portcullis.profile.Subject;
import org.portcullis.profile.Unproven;

/**
 * Holds the bearer token of a subject, where one was sent, against the issuers that the site trusts and against what was
 * said of the subject. What the issuer says replaces what the PEP says.
 */
public final class TokenPoint implements PolicyInformationPoint {
    private final BiFunction<String, Instant, TokenVerdict> verifier;

    /** {@code verifier} judges a token in its compact form. */
    public TokenPoint(BiFunction<String, Instant, TokenVerdict> verifier) {
        this.verifier = verifier;
    }

    @Override
    public AuthzRequest enrich(AuthzRequest request, Instant at) {
        return request.subject().credential() instanceof Credential.Bearer bearer
                ? request.withSubject(held(request.subject(), bearer, verifier.apply(bearer.compact(), at)))
                : request;
    }

    private static Subject held(Subject subject, Credential.Bearer bearer, TokenVerdict verdict) {
        return verdict.match(verified -> member(subject, bearer, verified), subject::doubted);
    }

    private static Subject member(Subject subject, Credential.Bearer bearer, TokenVerdict.Verified verified) {
        Unproven claims = bearer.unproven().and(subject.fqans(), subject.vos());
        Dn name = Dn.ofToken(verified.token().issuer(), verified.token().subject());
        boolean proven = name.equals(subject.dn())
                && verified.groups().containsAll(claims.fqans())
                && Set.of(verified.vo()).containsAll(claims.vos());
        Credential token = verified.token().withUnproven(bearer.unproven());
        Subject known = new Subject(name, verified.groups(), Set.of(verified.vo()), token, subject.doubts());
        return proven ? known : known.doubted(Doubt.CREDENTIAL_MISMATCH);
    }
}
