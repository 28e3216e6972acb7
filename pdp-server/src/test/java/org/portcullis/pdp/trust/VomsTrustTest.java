package org.portcullis.pdp.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.portcullis.pdp.trust.VomsWorld.objection;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.cert.X509AttributeCertificateHolder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.portcullis.load.pki.AttributeDraft;
import org.portcullis.load.pki.CertificateAuthority;
import org.portcullis.load.pki.CertificateDraft;
import org.portcullis.load.pki.EndEntity;
import org.portcullis.load.pki.Identity;
import org.portcullis.load.pki.KeyType;
import org.portcullis.load.pki.Validity;
import org.portcullis.pdp.trust.VomsVerdict.Invalid;
import org.portcullis.pdp.trust.VomsVerdict.NoAttributes;
import org.portcullis.pdp.trust.VomsVerdict.Verified;
import org.portcullis.profile.Dn;
import org.portcullis.profile.Doubt;
import org.portcullis.profile.Fqan;
import org.portcullis.profile.VoName;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class VomsTrustTest {
    private static final Fqan MEMBER = new Fqan("/atlas");
    private static final Fqan PILOT = new Fqan("/atlas/Role=pilot");
    private static final Duration DAY = Duration.ofDays(1);

    private VomsWorld world;
    private VomsTrust trust;
    private Identity otherAlice;

    @BeforeAll
    void makeWorld(@TempDir Path directory) throws IOException {
        world = new VomsWorld(directory);
        otherAlice = world.otherAuthority.issue(EndEntity.user(world.alice.name(), world.pki.validFor(DAY)));
        world.writeLsc("cms", otherAlice);
        trust = world.open();
    }

    @AfterAll
    void endWorld() {
        world.close();
    }

    @Test
    void whatTheVoSaysIsBelievedInItsOrder() {
        Identity proxy = world.pki.vomsProxy(world.alice, world.atlas, PILOT, MEMBER);

        VomsVerdict verdict = trust.verify(proxy.chain(), world.now);

        assertThat(verdict)
                .isEqualTo(new Verified(
                        List.of(PILOT, MEMBER),
                        new VoName("atlas"),
                        world.now.minusSeconds(300),
                        world.now.plus(Duration.ofHours(12))));
        assertThat(world.anchors().verify(proxy.chain()).holder()).contains(world.alice.name());
    }

    @Test
    void aChainWithoutAttributesHasNone() {
        VomsVerdict verdict = trust.verify(world.pki.proxy(world.alice).chain(), world.now);

        assertThat(verdict).isEqualTo(new NoAttributes());
    }

    @Test
    void attributesSurviveDelegation() {
        Identity delegated = world.pki.proxy(world.pki.vomsProxy(world.alice, world.atlas, MEMBER));

        VomsVerdict verdict = trust.verify(delegated.chain(), world.now);

        assertThat(verdict).isInstanceOf(Verified.class);
    }

    @ParameterizedTest
    @MethodSource("believed")
    void isBelieved(Draft draft) {
        VomsVerdict verdict = judge(draft);

        assertThat(verdict).isInstanceOf(Verified.class);
    }

    static Stream<Draft> believed() {
        return Stream.of(
                new Draft("as VOMS writes it", (world, ac) -> ac),
                new Draft(
                        "holder named by issuer",
                        (world, ac) -> ac.heldBy(
                                world.alice.certificate().getIssuerX500Principal(),
                                world.alice.certificate().getSerialNumber())),
                new Draft(
                        "over for less than the clocks may differ",
                        (world, ac) -> ac.valid(new Validity(world.now.minus(DAY), world.now.minusSeconds(299)))),
                new Draft(
                        "starting while the clocks may differ",
                        (world, ac) -> ac.valid(new Validity(world.now.plusSeconds(299), world.now.plusSeconds(3600)))),
                new Draft(
                        "24 hours and the skew",
                        (world, ac) -> ac.valid(new Validity(world.now.minusSeconds(300), world.now.plus(DAY)))),
                new Draft("subgroup", (world, ac) -> ac.saying("/atlas/nl/Role=production/Capability=NULL")));
    }

    @ParameterizedTest
    @MethodSource({"wrongTerms", "wrongExtensions", "wrongVos"})
    void isNotBelieved(Draft draft, String why) {
        VomsVerdict verdict = judge(draft);

        assertThat(objection(verdict)).isEqualTo(why);
    }

    static Stream<Arguments> wrongTerms() {
        return Stream.of(
                refused("FQAN of another VO", (world, ac) -> ac.saying("/cms")),
                refused("FQAN of another VO", (world, ac) -> ac.saying("/atlas", "/cms/Role=production")),
                refused("FQAN of another VO", (world, ac) -> ac.saying("/atlasx/Role=pilot")),
                refused(
                        "not valid now",
                        (world, ac) -> ac.valid(new Validity(world.now.minus(DAY), world.now.minusSeconds(301)))),
                refused(
                        "not valid now",
                        (world, ac) -> ac.valid(new Validity(world.now.plusSeconds(301), world.now.plus(DAY)))),
                refused(
                        "valid for more than 24 hours",
                        (world, ac) ->
                                ac.valid(new Validity(world.now.minusSeconds(60), world.now.plus(Duration.ofDays(7))))),
                refused(
                        "valid for more than 24 hours",
                        (world, ac) -> ac.valid(new Validity(world.now.minusSeconds(301), world.now.plus(DAY)))),
                refused(
                        "issued to another certificate",
                        (world, ac) -> ac.heldBy(
                                world.alice.certificate().getSubjectX500Principal(),
                                world.alice.certificate().getSerialNumber().add(BigInteger.ONE))));
    }

    static Stream<Arguments> wrongExtensions() {
        return Stream.of(
                refused(
                        "bound to certain hosts",
                        (world, ac) ->
                                ac.extended(CertificateDraft.critical(Extension.targetInformation, new DERSequence()))),
                refused(
                        "bound to certain hosts",
                        (world, ac) ->
                                ac.extended(CertificateDraft.plain(Extension.targetInformation, new DERSequence()))),
                refused(
                        "unknown critical extension",
                        (world, ac) -> ac.extended(
                                CertificateDraft.critical(new ASN1ObjectIdentifier("1.2.3.4"), DERNull.INSTANCE))),
                refused(
                        "unknown critical extension",
                        (world, ac) -> ac.without(Extension.noRevAvail)
                                .extended(CertificateDraft.critical(Extension.noRevAvail, DERNull.INSTANCE))),
                refused("no authority key identifier", (world, ac) -> ac.without(Extension.authorityKeyIdentifier)));
    }

    static Stream<Arguments> wrongVos() {
        return Stream.of(
                refused(
                        "no LSC file of its VO names the signer",
                        (world, ac) -> ac.by("cms://voms.example.org:15000").saying("/cms")),
                refused(
                        "no LSC file of its VO names the signer",
                        (world, ac) -> ac.by("lhcb://voms.example.org:15000").saying("/lhcb")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "atlas",
                "atlas://voms.example.org",
                "atlas://voms.example.org:",
                "atlas://voms.example.org:port",
                "://voms.example.org:15000",
                "../atlas://voms.example.org:15000",
                "atlas\n://voms.example.org:15000"
            })
    void aServerSaysForWhichVoItSpeaks(String authority) {
        VomsVerdict verdict = judge(new Draft(authority, (any, ac) -> ac.by(authority)));

        assertThat(objection(verdict)).isEqualTo("malformed attribute certificate");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "atlas", "/atlas/Role=", "/atl\u00e4s", "/atlas\u0000", "/atlas /x"})
    void oneMalformedFqanSpoilsAll(String fqan) {
        VomsVerdict verdict = judge(new Draft(fqan, (any, ac) -> ac.saying("/atlas", fqan)));

        assertThat(objection(verdict)).isEqualTo("malformed attribute certificate");
    }

    @Test
    void liesAreToldFromAttributesThatCountForNothing() {
        X509AttributeCertificateHolder forged =
                world.draft().signedBy(world.atlas.identity().certificate(), world.alice.key(), "SHA256withRSA");
        Draft expired = new Draft(
                "expired",
                (any, ac) -> ac.valid(new Validity(world.now.minus(DAY), world.now.minus(Duration.ofHours(1)))));
        X509AttributeCertificateHolder unknown = world.draft().signedBy(world.pki.host("impostor.example.org"));
        Draft week = new Draft(
                "a week",
                (any, ac) -> ac.valid(new Validity(world.now.minusSeconds(9), world.now.plus(Duration.ofDays(7)))));

        assertThat(doubt(trust.verify(world.proxy(world.alice, forged), world.now)))
                .isEqualTo(Doubt.CREDENTIAL_INVALID);
        assertThat(doubt(judge(expired))).isEqualTo(Doubt.ATTRIBUTES_NOT_VALID_NOW);
        assertThat(doubt(trust.verify(world.proxy(world.alice, unknown), world.now)))
                .isEqualTo(Doubt.ATTRIBUTES_UNVERIFIABLE);
        assertThat(doubt(judge(week))).isEqualTo(Doubt.ATTRIBUTES_TOO_LONG);
        assertThat(judge(expired))
                .isEqualTo(new Invalid(Doubt.ATTRIBUTES_NOT_VALID_NOW, List.of(MEMBER, PILOT), "not valid now"));
    }

    private static Doubt doubt(VomsVerdict verdict) {
        return ((Invalid) verdict).doubt();
    }

    @Test
    void attributesWithoutFqansAreMalformed() {
        VomsVerdict verdict = judge(new Draft("no FQAN", (any, ac) -> ac.saying()));

        assertThat(objection(verdict)).isEqualTo("malformed attribute certificate");
    }

    @Test
    void attributesOfOthersDoNotHelp() {
        Identity bob = world.pki.user("Bob");
        X509AttributeCertificateHolder hers = world.draft().signedBy(world.atlas.identity());

        VomsVerdict verdict = trust.verify(world.proxy(bob, hers), world.now);

        assertThat(objection(verdict)).isEqualTo("issued to another certificate");
    }

    @Test
    void sameNameFromAnotherAuthorityIsSomebodyElse() {
        X509AttributeCertificateHolder hers = world.draft().signedBy(world.atlas.identity());

        VomsVerdict verdict = trust.verify(world.proxy(otherAlice, hers), world.now);

        assertThat(objection(verdict)).isEqualTo("issued to another certificate");
        assertThat(otherAlice.name()).isEqualTo(world.alice.name());
    }

    @Test
    void sameSerialNumberFromAnotherAuthorityIsSomebodyElse() {
        X509Certificate other = otherAlice.certificate();
        Draft draft = new Draft(
                "issuer of Alice, serial number of the other",
                (any, ac) -> ac.heldBy(world.alice.certificate().getIssuerX500Principal(), other.getSerialNumber()));

        VomsVerdict verdict = trust.verify(world.proxy(otherAlice, sign(draft)), world.now);

        assertThat(objection(verdict)).isEqualTo("issued to another certificate");
    }

    @Test
    void aServerWithoutLscFileSpeaksForNobody() {
        Identity impostor = world.pki.host("impostor.example.org");

        VomsVerdict verdict =
                trust.verify(world.proxy(world.alice, world.draft().signedBy(impostor)), world.now);

        assertThat(objection(verdict)).isEqualTo("no LSC file of its VO names the signer");
    }

    @Test
    void aServerOfAnUntrustedAuthoritySpeaksForNobody() throws IOException {
        CertificateAuthority rogue = world.pki.untrusted(new Dn("/CN=Rogue CA"));
        Identity server = rogue.issue(EndEntity.user(new Dn("/CN=voms.rogue.example.org"), world.pki.validFor(DAY)));
        world.writeLsc("rogue", server);
        AttributeDraft draft =
                world.draft().by("rogue://voms.rogue.example.org:1").saying("/rogue");

        VomsVerdict verdict = world.open().verify(world.proxy(world.alice, draft.signedBy(server)), world.now);

        assertThat(objection(verdict)).isEqualTo("the signer's chain is not valid");
    }

    @Test
    void theKeyOfAnotherDoesNotSign() {
        X509AttributeCertificateHolder forged =
                world.draft().signedBy(world.atlas.identity().certificate(), world.alice.key(), "SHA256withRSA");

        VomsVerdict verdict = trust.verify(world.proxy(world.alice, forged), world.now);

        assertThat(objection(verdict)).isEqualTo("wrong signature");
    }

    @ParameterizedTest
    @ValueSource(strings = {"SHA256withRSA", "SHA384withRSA", "SHA512withRSA"})
    void strongSignaturesAreBelieved(String algorithm) {
        Identity server = world.atlas.identity();

        VomsVerdict verdict = trust.verify(
                world.proxy(world.alice, world.draft().signedBy(server.certificate(), server.key(), algorithm)),
                world.now);

        assertThat(verdict).isInstanceOf(Verified.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"MD5withRSA", "SHA1withRSA"})
    void weakSignaturesAreNotBelieved(String algorithm) {
        Identity server = world.atlas.identity();

        VomsVerdict verdict = trust.verify(
                world.proxy(world.alice, world.draft().signedBy(server.certificate(), server.key(), algorithm)),
                world.now);

        assertThat(objection(verdict)).isEqualTo("wrong signature");
    }

    @Test
    void serversMayHaveEllipticKeys() throws IOException {
        EndEntity entity = world.pki.hostEntity("voms-ec.example.org").with(KeyType.EC_P256);
        Identity server = world.pki.authority().issue(entity);
        world.writeLsc("atlas", server);

        VomsVerdict verdict =
                world.open().verify(world.proxy(world.alice, world.draft().signedBy(server)), world.now);

        assertThat(verdict).isInstanceOf(Verified.class);
    }

    private VomsVerdict judge(Draft draft) {
        return trust.verify(world.proxy(world.alice, sign(draft)), world.now);
    }

    private X509AttributeCertificateHolder sign(Draft draft) {
        return draft.change().apply(world, world.draft()).signedBy(world.atlas.identity());
    }

    private static Arguments refused(String why, BiFunction<VomsWorld, AttributeDraft, AttributeDraft> change) {
        return Arguments.of(new Draft(why, change), why);
    }

    /** A change to what VOMS writes. */
    record Draft(String name, BiFunction<VomsWorld, AttributeDraft, AttributeDraft> change) {
        @Override
        public String toString() {
            return name;
        }
    }
}
