package org.portcullis.fuzz;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.portcullis.pdp.config.PdpConfig;
import org.portcullis.pdp.trust.TokenTrust;
import org.portcullis.pdp.trust.TokenVerdict;
import org.portcullis.pdp.trust.TokenVerdict.Verified;
import org.portcullis.profile.Credential;
import org.portcullis.profile.VoName;

/** Bearer tokens: only what a listed issuer signed, for us and for now, is believed, and only about its own VO. */
class TokenFuzzTest {
    private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");
    private static final String ISSUER = "https://iam.example.org/";
    private static final String SITE = "https://authz.example.org";
    private static final String CLAIMS = """
            {"iss":"%s","sub":"alice","aud":"%s","wlcg.ver":"1.3","iat":%d,"nbf":%d,"exp":%d,"jti":"id-1",\
            "scope":"compute.create","wlcg.groups":["/atlas","/atlas/production"]}""".formatted(
                    ISSUER, SITE, NOW.getEpochSecond() - 10, NOW.getEpochSecond() - 10, NOW.getEpochSecond() + 3600);
    private static final ECKey KEY = key();
    private static final String GOOD = sign(CLAIMS);
    private static final TokenTrust TRUST =
            open("keys.jwks", new JWKSet(KEY).toPublicJWKSet().toString());

    @FuzzTest
    void token(byte[] bytes) {
        String compact = Input.text(Input.patched(bytes, GOOD.getBytes(US_ASCII)));

        Optional<Verified> verified = verify(TRUST, compact);

        verified.ifPresent(token -> assertThat(signedPart(compact)).isEqualTo(signedPart(GOOD)));
        Attempt.at(IllegalArgumentException.class, () -> new Credential.Bearer(compact))
                .value()
                .flatMap(bearer -> OneSecond.of(bearer::claimedName))
                .ifPresent(name -> assertThat(name.value()).startsWith("/iss="));
    }

    /** Claims that the issuer did sign. */
    @FuzzTest
    void tokenClaims(byte[] bytes) {
        String claims = Input.text(bytes);

        Optional<Verified> verified = verify(TRUST, sign(claims));

        verified.ifPresent(token -> {
            assertThat(claims).contains("iam.example.org", "authz.example.org", "exp");
            assertThat(token.token().issuer()).isEqualTo(ISSUER);
            assertThat(token.vo()).isEqualTo(new VoName("atlas"));
            assertThat(token.groups()).allMatch(group -> group.vo().equals(token.vo()));
        });
    }

    /** Keys that the issuer publishes. */
    @FuzzTest
    void jwks(byte[] bytes) {
        String text = Input.text(bytes);
        TokenTrust trust = OneSecond.of(() -> open("fuzz.jwks", text));

        Optional<Verified> verified = verify(trust, GOOD);

        verified.ifPresent(token -> assertThat(text).contains(KEY.getX().toString()));
    }

    private static Optional<Verified> verify(TokenTrust trust, String compact) {
        TokenVerdict verdict = OneSecond.of(() -> trust.verify(compact, NOW));
        return verdict.match(Optional::of, doubt -> Optional.empty());
    }

    private static String signedPart(String compact) {
        return compact.substring(0, compact.lastIndexOf('.'));
    }

    private static String sign(String claims) {
        try {
            JWSObject token = new JWSObject(
                    new JWSHeader.Builder(JWSAlgorithm.ES256).keyID("k1").build(), new Payload(claims.getBytes(UTF_8)));
            token.sign(new ECDSASigner(KEY));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException("cannot sign", e);
        }
    }

    private static ECKey key() {
        try {
            return new ECKeyGenerator(Curve.P_256).keyID("k1").generate();
        } catch (JOSEException e) {
            throw new IllegalStateException("no key", e);
        }
    }

    private static TokenTrust open(String name, String jwks) {
        try {
            Path keys = Scratch.file("tokens/" + name, jwks);
            PdpConfig.TokenIssuer issuer =
                    new PdpConfig.TokenIssuer(ISSUER, new VoName("atlas"), keys.toUri(), Set.of(SITE));
            return TokenTrust.open(
                    new PdpConfig.Tokens(List.of(issuer), Duration.ofHours(6)), InstantSource.fixed(NOW));
        } catch (IOException e) {
            throw new IllegalStateException("the keys cannot be written", e);
        }
    }
}
