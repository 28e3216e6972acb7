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
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.portcullis.load.pki.CertificateAuthority;
import org.portcullis.load.pki.CertificateDraft;
import org.portcullis.load.pki.EndEntity;
import org.portcullis.load.pki.GridPki;
import org.portcullis.load.pki.Identity;
import org.portcullis.load.pki.KeyType;
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

        assertThat(verify(ofSilent)).isEqualTo(new Refused(Doubt.REVOCATION_UNKNOWN));
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

    /** Each of the two files that bind an authority to names, with the other one gone. */
    @ParameterizedTest
    @CsvSource({".signing_policy, .namespaces", ".namespaces, .signing_policy"})
    void authoritiesGiveTheNamesThatTheirFileHas(String kept, String gone) throws IOException {
        CertificateAuthority other = pki.trust(new Dn("/C=YY/O=Other/CN=CA"), "/C=YY/O=Other");
        Files.delete(filed(other, gone));
        Identity inside = other.issue(EndEntity.user(new Dn("/C=YY/O=Other/CN=Bob"), pki.validFor(DAY)));
        Identity outside = other.issue(EndEntity.user(named("Alice"), pki.validFor(DAY)));

        assertThat(filed(other, kept)).exists();
        assertThat(verify(pki.proxy(inside))).isEqualTo(new Proven(inside.name()));
        assertThat(verify(outside)).isEqualTo(new Refused(Doubt.CREDENTIAL_UNTRUSTED));
        assertThat(verify(pki.proxy(outside))).isEqualTo(new Refused(Doubt.CREDENTIAL_UNTRUSTED));
    }

    /** Its files count for nothing without the authority they are about. */
    @Test
    void anAuthorityBelowThatIsNotInTheDirectorySignsNobody() throws IOException {
        CertificateAuthority below = below("Unknown CA", false);

        assertThat(verify(user(below, "/CN=x"))).isEqualTo(new Refused(Doubt.CREDENTIAL_UNTRUSTED));
    }

    @Test
    void authoritiesGiveTheNamesThatTheirCertificateHas() throws IOException {
        CertificateAuthority permitted = below("Permitted CA", true, new NameConstraints(inside(), null));
        CertificateAuthority excluded = below("Excluded CA", true, new NameConstraints(null, inside()));

        assertThat(verify(user(permitted, "/OU=in/CN=x"))).isInstanceOf(Proven.class);
        assertThat(verify(pki.proxy(user(permitted, "/OU=in/CN=x")))).isInstanceOf(Proven.class);
        assertThat(verify(user(permitted, "/CN=x"))).isEqualTo(new Refused(Doubt.CREDENTIAL_UNTRUSTED));
        assertThat(verify(user(excluded, "/CN=x"))).isInstanceOf(Proven.class);
        assertThat(verify(pki.proxy(user(excluded, "/OU=in/CN=x")))).isEqualTo(new Refused(Doubt.CREDENTIAL_UNTRUSTED));
    }

    /** canl itself stops at the first anchor and does not ask who stands above it. */
    @Test
    void anAnchorBelowAnotherAuthorityEndsWithIt() throws IOException {
        CertificateAuthority revoked = below("Revoked CA", true);
        pki.revoke(revoked.identity());
        CertificateAuthority rootless =
                pki.untrusted(named("Absent CA")).subordinate(named("Rootless CA"), KeyType.EC_P256, pki.validFor(DAY));
        anchor(rootless);
        CertificateAuthority ended = CertificateAuthority.create(
                named("Ended CA"), KeyType.EC_P256, new Validity(now.minus(DAY), now.minusSeconds(9)));
        anchor(ended);

        assertThat(verify(user(below("Good CA", true), "/CN=x"))).isInstanceOf(Proven.class);
        assertThat(verify(user(revoked, "/CN=x"))).isEqualTo(new Refused(Doubt.CREDENTIAL_REVOKED));
        assertThat(verify(user(rootless, "/CN=x"))).isEqualTo(new Refused(Doubt.CREDENTIAL_UNTRUSTED));
        assertThat(verify(user(ended, "/CN=x"))).isEqualTo(new Refused(Doubt.CREDENTIAL_EXPIRED));
    }

    private static GeneralSubtree[] inside() {
        GeneralName name = new GeneralName(GeneralName.directoryName, "C=XX,O=Grid,OU=in");
        return new GeneralSubtree[] {new GeneralSubtree(name)};
    }

    private CertificateAuthority below(String name, boolean anchor, NameConstraints... constraints) {
        Extension[] extensions = Stream.of(constraints)
                .map(one -> CertificateDraft.critical(Extension.nameConstraints, one))
                .toArray(Extension[]::new);
        CertificateAuthority below =
                pki.authority().subordinate(named(name), KeyType.EC_P256, pki.validFor(DAY), extensions);
        pki.trusted().limit(below, GridPki.NAMESPACE);
        pki.trusted().publish(below, below.revoke(Set.of(), 1, pki.validFor(DAY)));
        if (anchor) {
            anchor(below);
        }
        return below;
    }

    private Path filed(CertificateAuthority authority, String suffix) {
        String name = pki.trusted().certificateFile(authority).getFileName().toString();
        return pki.trusted().path().resolve(name.replace(".0", suffix));
    }

    private void anchor(CertificateAuthority authority) {
        pki.trusted().trust(authority, GridPki.NAMESPACE);
        pki.trusted().publish(authority, authority.revoke(Set.of(), 1, pki.validFor(DAY)));
    }

    private Identity user(CertificateAuthority authority, String name) {
        Dn dn = new Dn(GridPki.NAMESPACE + name);
        return authority.issue(EndEntity.user(dn, pki.validFor(DAY)).with(KeyType.EC_P256));
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
