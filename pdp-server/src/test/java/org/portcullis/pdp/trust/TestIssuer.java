package org.portcullis.pdp.trust;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.factories.DefaultJWSSignerFactory;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A throw-away issuer of tokens with one key. */
public record TestIssuer(String issuer, JWK key) {
    /** With a new elliptic key. */
    public static TestIssuer create(String issuer, String keyId) {
        try {
            return new TestIssuer(
                    issuer, new ECKeyGenerator(Curve.P_256).keyID(keyId).generate());
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** With a new RSA key of so many bits. */
    static TestIssuer withRsa(String issuer, String keyId, int bits) {
        try {
            return new TestIssuer(
                    issuer, new RSAKeyGenerator(bits, true).keyID(keyId).generate());
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Its public keys, as issuers publish them. */
    public String jwks() {
        return new JWKSet(key).toPublicJWKSet().toString();
    }

    /** The claims of a good token for an hour around now. */
    public Map<String, Object> claims(String subject, Instant now, String audience) {
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("iss", issuer);
        claims.put("sub", subject);
        claims.put("aud", audience);
        claims.put("wlcg.ver", "1.3");
        claims.put("iat", Date.from(now.minusSeconds(10)));
        claims.put("nbf", Date.from(now.minusSeconds(10)));
        claims.put("exp", Date.from(now.plusSeconds(3590)));
        claims.put("jti", "id-1");
        claims.put("scope", "compute.create compute.read");
        claims.put("wlcg.groups", List.of("/atlas", "/atlas/production"));
        return claims;
    }

    /** A token with these claims, signed as the key suggests. */
    public String sign(Map<String, Object> claims) {
        boolean elliptic = key.getKeyType().getValue().equals("EC");
        return sign(claims, elliptic ? JWSAlgorithm.ES256 : JWSAlgorithm.RS256);
    }

    String sign(Map<String, Object> claims, JWSAlgorithm algorithm) {
        try {
            JWTClaimsSet.Builder set = new JWTClaimsSet.Builder();
            claims.forEach(set::claim);
            SignedJWT token = new SignedJWT(
                    new JWSHeader.Builder(algorithm).keyID(key.getKeyID()).build(), set.build());
            JWSSigner signer = new DefaultJWSSignerFactory().createJWSSigner(key, algorithm);
            token.sign(signer);
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
