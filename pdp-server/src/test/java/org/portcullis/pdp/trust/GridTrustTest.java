package org.portcullis.pdp.trust;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.portcullis.load.pki.CertificateAuthority;
import org.portcullis.load.pki.EndEntity;
import org.portcullis.load.pki.GridPki;
import org.portcullis.load.pki.Identity;
import org.portcullis.load.pki.ProxyDraft;
import org.portcullis.load.pki.ProxyKind;
import org.portcullis.load.pki.Validity;
import org.portcullis.pdp.config.PdpConfig.CrlMode;
import org.portcullis.pdp.trust.ChainVerdict.Proven;
import org.portcullis.pdp.trust.ChainVerdict.Refused;
import org.portcullis.profile.Dn;
import org.portcullis.profile.Doubt;

/** Each way in which a chain can be no good has a reason of its own. */
class GridTrustTest {
    private static final Duration DAY = Duration.ofDays(1);

    @TempDir
    private Path directory;

    private GridPki pki;
    private Instant now;

    @BeforeEach
    void makePki() {
        pki = GridPki.create(directory, InstantSource.system());
        now = pki.validFor(DAY).until().minus(DAY);
    }

    @Test
    void aProxyProvesTheNameOfItsOwner() throws IOException {
        Identity alice = pki.user("Alice");

        assertThat(verify(pki.proxy(pki.proxy(alice)))).isEqualTo(new Proven(alice.name()));
        assertThat(verify(pki.proxyDraft(ProxyKind.LIMITED).signedBy(alice))).isEqualTo(new Proven(alice.name()));
    }

    @Test
    void expiredChainsAreCalledSo() throws IOException {
        Validity over = new Validity(now.minus(DAY), now.minusSeconds(1));
        Identity proxy = ProxyDraft.of(ProxyKind.FULL, over).signedBy(pki.user("Alice"));
        Identity user = pki.authority().issue(EndEntity.user(named("Bob"), over));

        assertThat(verify(proxy)).isEqualTo(new Refused(Doubt.CREDENTIAL_EXPIRED));
        assertThat(verify(pki.proxy(user))).isEqualTo(new Refused(Doubt.CREDENTIAL_EXPIRED));
    }

    @Test
    void chainsOfTheFutureAreCalledSo() throws IOException {
        Identity user = pki.authority()
                .issue(EndEntity.user(named("Bob"), new Validity(now.plus(DAY), now.plus(DAY.multipliedBy(2)))));

        assertThat(verify(user)).isEqualTo(new Refused(Doubt.CREDENTIAL_NOT_YET_VALID));
    }

    @Test
    void revokedCertificatesTakeTheirProxiesWithThem() throws IOException {
        Identity alice = pki.user("Alice");
        pki.revoke(alice);

        assertThat(verify(pki.proxy(alice))).isEqualTo(new Refused(Doubt.CREDENTIAL_REVOKED));
    }

    @Test
    void strangersAreUntrusted() throws IOException {
        CertificateAuthority rogue = pki.untrusted(new Dn("/CN=Rogue CA"));
        Identity alice = rogue.issue(EndEntity.user(named("Alice"), pki.validFor(DAY)));
        Identity outside = pki.authority().issue(EndEntity.user(new Dn("/C=YY/CN=Alice"), pki.validFor(DAY)));

        assertThat(verify(alice)).isEqualTo(new Refused(Doubt.CREDENTIAL_UNTRUSTED));
        assertThat(verify(outside)).isEqualTo(new Refused(Doubt.CREDENTIAL_UNTRUSTED));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "access_id_CA X509 '/C=XX", "TO Issuer"})
    void aCaThatNoFileSaysWhatItMaySignMaySignNothing(String damaged) throws IOException {
        String authority =
                pki.trusted().certificateFile(pki.authority()).getFileName().toString();
        for (String suffix : List.of(".signing_policy", ".namespaces")) {
            Files.writeString(pki.trusted().path().resolve(authority.replace(".0", suffix)), damaged);
        }

        assertThat(verify(pki.user("Alice"))).isEqualTo(new Refused(Doubt.CREDENTIAL_UNTRUSTED));
    }

    @Test
    void withoutGoodRevocationListNobodyCanTell() throws IOException {
        CertificateAuthority silent = pki.untrusted(new Dn(GridPki.NAMESPACE + "/CN=Silent CA"));
        pki.trusted().trust(silent, GridPki.NAMESPACE);
        Identity ofSilent = silent.issue(EndEntity.user(named("Alice"), pki.validFor(DAY)));
        CertificateAuthority late = pki.trust(new Dn(GridPki.NAMESPACE + "/CN=Late CA"), GridPki.NAMESPACE);
        pki.trusted().publish(late, late.revoke(Set.of(), 2, new Validity(now.minus(DAY), now.minusSeconds(1))));
        Identity ofLate = late.issue(EndEntity.user(named("Alice"), pki.validFor(DAY)));

        assertThat(verify(ofSilent)).isEqualTo(new Refused(Doubt.CREDENTIAL_UNVERIFIABLE));
        assertThat(verify(ofLate)).isEqualTo(new Refused(Doubt.CREDENTIAL_UNVERIFIABLE));
    }

    @ParameterizedTest
    @EnumSource(
            value = ProxyKind.class,
            names = {"INDEPENDENT", "LEGACY", "LEGACY_LIMITED"})
    void proxiesThatDoNotStandForTheirOwnerProveNothing(ProxyKind kind) throws IOException {
        Identity proxy = pki.proxyDraft(kind).signedBy(pki.user("Alice"));

        assertThat(verify(proxy)).isEqualTo(new Refused(Doubt.CREDENTIAL_INVALID));
    }

    @ParameterizedTest
    @EnumSource(
            value = ProxyKind.class,
            names = {"LEGACY", "LEGACY_LIMITED"})
    void legacyProxiesAreTakenWhereTheSiteSaysSo(ProxyKind kind) throws IOException {
        Identity alice = pki.user("Alice");

        try (GridTrust trust = GridTrust.open(pki.trusted().path(), CrlMode.REQUIRE, true)) {
            assertThat(trust.verify(pki.proxyDraft(kind).signedBy(alice).chain()))
                    .isEqualTo(new Proven(alice.name()));
        }
    }

    @Test
    void whatIsNoChainIsInvalid() throws IOException {
        Identity alice = pki.user("Alice");
        Identity bob = pki.user("Bob");
        X509Certificate one = alice.certificate();
        List<X509Certificate> two = Stream.concat(pki.proxy(alice).chain().stream(), bob.chain().stream())
                .toList();

        try (GridTrust trust = GridTrust.open(pki.trusted().path(), CrlMode.REQUIRE)) {
            Refused refused = new Refused(Doubt.CREDENTIAL_INVALID);
            assertThat(trust.verify(List.of())).isEqualTo(refused);
            assertThat(trust.verify(two)).isEqualTo(refused);
            assertThat(trust.verify(IntStream.range(0, 2000).mapToObj(n -> one).toList()))
                    .isEqualTo(refused);
        }
    }

    private ChainVerdict verify(Identity identity) throws IOException {
        try (GridTrust trust = GridTrust.open(pki.trusted().path(), CrlMode.REQUIRE)) {
            return trust.verify(identity.chain(), now);
        }
    }

    private static Dn named(String commonName) {
        return new Dn(GridPki.NAMESPACE + "/CN=" + commonName);
    }
}
