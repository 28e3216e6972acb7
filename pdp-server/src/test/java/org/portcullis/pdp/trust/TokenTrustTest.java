package org.portcullis.pdp.trust;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.portcullis.pdp.config.PdpConfig;
import org.portcullis.profile.Credential;
import org.portcullis.profile.Doubt;
import org.portcullis.profile.Fqan;
import org.portcullis.profile.VoName;

class TokenTrustTest {
    private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");
    private static final String ISSUER = "https://iam.example.org/";
    private static final String SITE = "https://authz.example.org";

    @TempDir
    private Path directory;

    private final TestIssuer issuer = TestIssuer.create(ISSUER, "k1");
    private Instant clock = NOW;
    private TokenTrust trust;

    @BeforeEach
    void open() throws IOException {
        trust = open(issuer.jwks());
    }

    private TokenTrust open(String jwks) throws IOException {
        Path keys = Files.writeString(directory.resolve("atlas.jwks"), jwks);
        PdpConfig.TokenIssuer atlas =
                new PdpConfig.TokenIssuer(ISSUER, new VoName("atlas"), keys.toUri(), Set.of(SITE));
        PdpConfig.TokenIssuer broken = new PdpConfig.TokenIssuer(
                "https://broken.example.org/",
                new VoName("cms"),
                directory.resolve("none").toUri(),
                Set.of(SITE));
        InstantSource source = () -> clock;
        return TokenTrust.open(new PdpConfig.Tokens(List.of(broken, atlas), Duration.ofHours(6)), source);
    }

    @Test
    void aGoodTokenProvesItsSubjectAndGroups() {
        TokenVerdict verdict = trust.verify(issuer.sign(good()), NOW);

        assertThat(verdict)
                .isEqualTo(new TokenVerdict.Verified(
                        new Credential.Token(ISSUER, "alice", "id-1", "k1", Set.of("compute.create", "compute.read")),
                        new VoName("atlas"),
                        List.of(new Fqan("/atlas"), new Fqan("/atlas/production"))));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("wrongClaims")
    void claimsThatAreNotForUsNowProveNothing(String what, Doubt doubt, Consumer<Map<String, Object>> change) {
        Map<String, Object> claims = good();
        change.accept(claims);

        TokenVerdict verdict = trust.verify(issuer.sign(claims), NOW);

        assertThat(verdict).isEqualTo(new TokenVerdict.Refused(doubt));
    }

    static Stream<Arguments> wrongClaims() {
        return Stream.of(
                wrong("over", Doubt.TOKEN_EXPIRED, claims -> claims.put("exp", date(-61))),
                wrong("not yet", Doubt.TOKEN_INVALID, claims -> claims.put("nbf", date(61))),
                wrong("issued in the future", Doubt.TOKEN_INVALID, claims -> claims.put("iat", date(61))),
                wrong("no end", Doubt.TOKEN_INVALID, claims -> claims.remove("exp")),
                wrong("lives a day", Doubt.TOKEN_INVALID, claims -> claims.put("exp", date(86_400))),
                wrong("for others", Doubt.TOKEN_INVALID, claims -> claims.put("aud", "https://other.example.org")),
                wrong(
                        "for anybody",
                        Doubt.TOKEN_INVALID,
                        claims -> claims.put("aud", "https://wlcg.cern.ch/jwt/v1/any")),
                wrong("for nobody", Doubt.TOKEN_INVALID, claims -> claims.remove("aud")),
                wrong("no subject", Doubt.TOKEN_INVALID, claims -> claims.remove("sub")),
                wrong("no version", Doubt.TOKEN_INVALID, claims -> claims.remove("wlcg.ver")),
                wrong("version 2", Doubt.TOKEN_INVALID, claims -> claims.put("wlcg.ver", "2.0")),
                wrong("another VO", Doubt.TOKEN_INVALID, claims -> claims.put("wlcg.groups", List.of("/cms"))),
                wrong("no group", Doubt.TOKEN_INVALID, claims -> claims.put("wlcg.groups", List.of("atlas"))),
                wrong("groups as text", Doubt.TOKEN_INVALID, claims -> claims.put("wlcg.groups", "/atlas")),
                wrong("stranger", Doubt.TOKEN_UNTRUSTED, claims -> claims.put("iss", "https://evil.example.org/")),
                wrong("no slash", Doubt.TOKEN_UNTRUSTED, claims -> claims.put("iss", "https://iam.example.org")),
                wrong("no issuer", Doubt.TOKEN_UNTRUSTED, claims -> claims.remove("iss")),
                wrong(
                        "issuer without keys",
                        Doubt.TOKEN_UNTRUSTED,
                        claims -> claims.put("iss", "https://broken.example.org/")));
    }

    @Test
    void clocksMayDifferByAMinute() {
        Map<String, Object> claims = good();
        claims.put("nbf", date(59));
        claims.put("exp", date(60));
        Map<String, Object> over = good();
        over.put("exp", date(-59));

        assertThat(trust.verify(issuer.sign(claims), NOW)).isInstanceOf(TokenVerdict.Verified.class);
        assertThat(trust.verify(issuer.sign(over), NOW)).isInstanceOf(TokenVerdict.Verified.class);
    }

    @Test
    void signaturesThatAnybodyCouldMakeProveNothing() throws Exception {
        JWTClaimsSet claims = SignedJWT.parse(issuer.sign(good())).getJWTClaimsSet();
        SignedJWT symmetric = new SignedJWT(
                new com.nimbusds.jose.JWSHeader.Builder(JWSAlgorithm.HS256)
                        .keyID("k1")
                        .build(),
                claims);
        symmetric.sign(new MACSigner(issuer.key().toPublicJWK().toJSONString()));
        String[] parts = issuer.sign(good()).split("\\.", -1);
        TestIssuer impostor = TestIssuer.create(ISSUER, "k1");
        Doubt invalid = Doubt.TOKEN_INVALID;

        assertThat(doubt(new PlainJWT(claims).serialize())).isEqualTo(invalid);
        assertThat(doubt(symmetric.serialize())).isEqualTo(invalid);
        assertThat(doubt(parts[0] + "." + parts[1] + "." + Base64URL.encode(new byte[64])))
                .isEqualTo(invalid);
        assertThat(doubt(impostor.sign(good()))).isEqualTo(invalid);
    }

    @Test
    void weakKeysAreNoKeys() throws IOException {
        TestIssuer weak = TestIssuer.withRsa(ISSUER, "k1", 1024);
        TestIssuer strong = TestIssuer.withRsa(ISSUER, "k1", 2048);

        assertThat(open(weak.jwks()).verify(strong.sign(good()), NOW))
                .isEqualTo(new TokenVerdict.Refused(Doubt.TOKEN_UNTRUSTED));
        assertThat(open(strong.jwks()).verify(strong.sign(good()), NOW)).isInstanceOf(TokenVerdict.Verified.class);
    }

    @Test
    void newKeysAreFoundWithinAMinuteAndBrokenOnesKeepTheOld() throws IOException {
        TestIssuer next = TestIssuer.create(ISSUER, "k2");
        Files.writeString(directory.resolve("atlas.jwks"), next.jwks());

        assertThat(doubt(next.sign(good()))).isEqualTo(Doubt.TOKEN_UNTRUSTED);
        clock = NOW.plusSeconds(60);
        assertThat(trust.verify(next.sign(good()), NOW)).isInstanceOf(TokenVerdict.Verified.class);
        Files.writeString(directory.resolve("atlas.jwks"), "{broken");
        clock = NOW.plusSeconds(200);
        assertThat(trust.verify(next.sign(good()), NOW)).isInstanceOf(TokenVerdict.Verified.class);
    }

    /** One character changed anywhere, and there is no proof left; and nothing is ever thrown. */
    @Test
    void noDamagedTokenProvesAnything() {
        String token = issuer.sign(good());
        SplittableRandom random = new SplittableRandom(11);

        for (int n = 0; n < 2000; n++) {
            int at = random.nextInt(token.length() - 1);
            char other = "AZaz09-_.".charAt(random.nextInt(9));
            String damaged = token.substring(0, at) + other + token.substring(at + 1);
            if (!damaged.equals(token)) {
                assertThat(trust.verify(damaged, NOW)).as(damaged).isInstanceOf(TokenVerdict.Refused.class);
            }
        }
    }

    private Map<String, Object> good() {
        return issuer.claims("alice", NOW, SITE);
    }

    private Doubt doubt(String token) {
        return ((TokenVerdict.Refused) trust.verify(token, NOW)).doubt();
    }

    private static Date date(long seconds) {
        return Date.from(NOW.plusSeconds(seconds));
    }

    private static Arguments wrong(String what, Doubt doubt, Consumer<Map<String, Object>> change) {
        return Arguments.of(what, doubt, change);
    }
}
