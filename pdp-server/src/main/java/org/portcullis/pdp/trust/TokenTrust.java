package org.portcullis.pdp.trust;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.factories.DefaultJWSVerifierFactory;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import org.portcullis.pdp.config.PdpConfig;
import org.portcullis.profile.Doubt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Judges bearer tokens (JSON Web Tokens of the WLCG profile) by the issuers that the site trusts, each for one VO. The keys
 * of one issuer cost only itself. Thread-safe.
 */
public final class TokenTrust {
    private static final Logger LOG = LoggerFactory.getLogger(TokenTrust.class);
    /** Signatures by a key pair alone: whoever can check one must not be able to make one. */
    private static final Set<JWSAlgorithm> ALGORITHMS = Set.of(
            JWSAlgorithm.RS256,
            JWSAlgorithm.RS384,
            JWSAlgorithm.RS512,
            JWSAlgorithm.PS256,
            JWSAlgorithm.PS384,
            JWSAlgorithm.PS512,
            JWSAlgorithm.ES256,
            JWSAlgorithm.ES384,
            JWSAlgorithm.ES512);

    private final Map<String, Issuer> issuers;
    private final Duration longestLifetime;

    private TokenTrust(Map<String, Issuer> issuers, Duration longestLifetime) {
        this.issuers = Map.copyOf(issuers);
        this.longestLifetime = longestLifetime;
    }

    /** Reads the keys of every issuer; one whose keys cannot be had now is asked again later. */
    public static TokenTrust open(PdpConfig.Tokens config, InstantSource clock) {
        try {
            return open(config, clock, SSLContext.getDefault());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java speaks TLS", e);
        }
    }

    /** As {@link #open(PdpConfig.Tokens, InstantSource)}; addresses of keys have to prove themselves to {@code tls}. */
    static TokenTrust open(PdpConfig.Tokens config, InstantSource clock, SSLContext tls) {
        Map<String, Issuer> issuers = config.issuers().stream()
                .collect(Collectors.toMap(
                        PdpConfig.TokenIssuer::issuer,
                        issuer -> new Issuer(issuer, IssuerKeys.open(new KeySource(issuer.jwks(), tls), clock))));
        return new TokenTrust(issuers, config.maxLifetime());
    }

    private record Issuer(PdpConfig.TokenIssuer terms, IssuerKeys keys) {}

    /** What a token in its compact form is worth at a time. */
    public TokenVerdict verify(String compact, Instant at) {
        TokenVerdict verdict = judge(compact, at);
        if (verdict instanceof TokenVerdict.Refused refused) {
            LOG.debug("token refused why={}", refused.doubt().reason());
        }
        return verdict;
    }

    /** The one place where whatever a stranger's bytes make the parsers throw ends. */
    private TokenVerdict judge(String compact, Instant at) {
        try {
            SignedJWT token = SignedJWT.parse(compact);
            JWTClaimsSet claims = token.getJWTClaimsSet();
            Optional<Issuer> issuer = Optional.ofNullable(claims.getIssuer()).map(issuers::get);
            return issuer.isEmpty()
                    ? new TokenVerdict.Refused(Doubt.TOKEN_UNTRUSTED)
                    : judge(issuer.get(), token, new TokenClaims(claims), at);
        } catch (ParseException | JOSEException | RuntimeException e) {
            return new TokenVerdict.Refused(Doubt.TOKEN_INVALID);
        }
    }

    private TokenVerdict judge(Issuer issuer, SignedJWT token, TokenClaims claims, Instant at)
            throws ParseException, JOSEException {
        if (!ALGORITHMS.contains(token.getHeader().getAlgorithm())) {
            return new TokenVerdict.Refused(Doubt.TOKEN_INVALID);
        }
        List<PublicKey> keys = issuer.keys().matching(token.getHeader());
        if (keys.isEmpty()) {
            return new TokenVerdict.Refused(Doubt.TOKEN_UNTRUSTED);
        }
        if (!isSigned(token, keys) || !claims.areFor(issuer.terms().audience(), at, longestLifetime)) {
            return new TokenVerdict.Refused(Doubt.TOKEN_INVALID);
        }
        return claims.isOver(at)
                ? new TokenVerdict.Refused(Doubt.TOKEN_EXPIRED)
                : claims.verified(issuer.terms().vo(), keyId(token));
    }

    private static boolean isSigned(SignedJWT token, List<PublicKey> keys) throws JOSEException {
        for (PublicKey key : keys) {
            if (token.verify(new DefaultJWSVerifierFactory().createJWSVerifier(token.getHeader(), key))) {
                return true;
            }
        }
        return false;
    }

    private static String keyId(SignedJWT token) {
        return Optional.ofNullable(token.getHeader().getKeyID()).orElse("");
    }
}
