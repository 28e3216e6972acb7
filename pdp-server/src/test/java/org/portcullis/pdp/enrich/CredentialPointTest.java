package org.portcullis.pdp.enrich;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.portcullis.load.pki.GridPki;
import org.portcullis.pdp.trust.ChainVerdict;
import org.portcullis.pdp.trust.ChainVerdict.Proven;
import org.portcullis.pdp.trust.ChainVerdict.Refused;
import org.portcullis.pdp.trust.VomsVerdict;
import org.portcullis.pdp.trust.VomsVerdict.Invalid;
import org.portcullis.pdp.trust.VomsVerdict.NoAttributes;
import org.portcullis.pdp.trust.VomsVerdict.Verified;
import org.portcullis.profile.Action;
import org.portcullis.profile.ActionType;
import org.portcullis.profile.AuthzRequest;
import org.portcullis.profile.Credential;
import org.portcullis.profile.Dn;
import org.portcullis.profile.Doubt;
import org.portcullis.profile.Fqan;
import org.portcullis.profile.PilotJob;
import org.portcullis.profile.Profile;
import org.portcullis.profile.Resource;
import org.portcullis.profile.ResourceType;
import org.portcullis.profile.Subject;
import org.portcullis.profile.SupportedObligations;
import org.portcullis.profile.Unproven;
import org.portcullis.profile.VoName;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CredentialPointTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final Dn ALICE = new Dn("/C=XX/O=Grid/CN=Alice");
    private static final Fqan MEMBER = new Fqan("/atlas");
    private static final Fqan PILOT = new Fqan("/atlas/Role=pilot");
    private static final VoName ATLAS = new VoName("atlas");
    private static final VoName CMS = new VoName("cms");
    private static final Verified VERIFIED = new Verified(List.of(PILOT, MEMBER), ATLAS, NOW, NOW.plusSeconds(60));

    private static final Invalid INVALID = new Invalid(Doubt.CREDENTIAL_INVALID, List.of(), "wrong signature");

    private Credential.Chain chain;

    @BeforeAll
    void makeChain(@TempDir Path directory) {
        chain = new Credential.Chain(
                GridPki.create(directory, InstantSource.system()).user("Alice").chain());
    }

    @Test
    void withoutChainThePepVouches() {
        Subject bare = new Subject(ALICE, List.of(PILOT), Set.of(), new Credential.Bare(), Set.of());

        Subject known = enrich(bare, new Refused(Doubt.CREDENTIAL_INVALID), INVALID);

        assertThat(known).isEqualTo(bare);
    }

    @Test
    void anInvalidChainIsDoubtedAndItsAttributesAreNotAskedFor() {
        Subject known = enrich(claiming(), new Refused(Doubt.CREDENTIAL_EXPIRED), VERIFIED);

        assertThat(known).isEqualTo(claiming().doubted(Doubt.CREDENTIAL_EXPIRED));
    }

    @Test
    void aChainOfSomebodyElseIsDoubted() {
        Subject known = enrich(claiming(), new Proven(new Dn("/C=XX/O=Grid/CN=Bob")), VERIFIED);

        assertThat(known).isEqualTo(claiming().doubted(Doubt.CREDENTIAL_MISMATCH));
    }

    @Test
    void withoutAttributesThePepVouchesForTheVo() {
        Subject claimed = claiming(MEMBER, PILOT);

        assertThat(enrich(claimed, new NoAttributes())).isEqualTo(claimed);
    }

    @Test
    void theVoNamesWhatThePepDidNot() {
        Subject known = enrich(claiming(), VERIFIED);

        assertThat(known).isEqualTo(proven(PILOT, MEMBER));
    }

    static Stream<List<Fqan>> consistentClaims() {
        return Stream.of(List.of(PILOT, MEMBER), List.of(MEMBER, PILOT), List.of(MEMBER), List.of(PILOT));
    }

    @ParameterizedTest
    @MethodSource("consistentClaims")
    void theVoHasTheLastWordOnOrderAndCompleteness(List<Fqan> claims) {
        Subject known = enrich(claiming(claims.toArray(Fqan[]::new)), VERIFIED);

        assertThat(known).isEqualTo(proven(PILOT, MEMBER));
    }

    static Stream<List<Fqan>> inconsistentClaims() {
        return Stream.of(
                List.of(new Fqan("/cms")),
                List.of(PILOT, new Fqan("/atlas/Role=production")),
                List.of(new Fqan("/atlas/nl")));
    }

    @ParameterizedTest
    @MethodSource("inconsistentClaims")
    void claimsBeyondTheAttributesAreDoubted(List<Fqan> claims) {
        Subject claimed = claiming(claims.toArray(Fqan[]::new));

        Subject known = enrich(claimed, VERIFIED);

        assertThat(known).isEqualTo(claimed.doubted(Doubt.CREDENTIAL_MISMATCH));
    }

    @Test
    void theVoOfTheAttributesMayBeNamed() {
        Subject known = enrich(memberOf(ATLAS), VERIFIED);

        assertThat(known.doubts()).isEmpty();
        assertThat(known.allVos()).containsExactly(ATLAS);
    }

    @Test
    void anotherVoIsDoubted() {
        Subject known = enrich(memberOf(new VoName("cms")), VERIFIED);

        assertThat(known).isEqualTo(memberOf(new VoName("cms")).doubted(Doubt.CREDENTIAL_MISMATCH));
    }

    @Test
    void howLongTheAttributesLiveIsKeptForThePolicy() {
        Duration day = Duration.ofDays(1);

        Subject known = enrich(claiming(), new Verified(List.of(MEMBER), ATLAS, NOW, NOW.plus(day)));

        assertThat(known.credential().traits().attributeLifetime()).isEqualTo(day);
    }

    /** C36, scenario 4. */
    @Test
    void aSecondVoPermitsNothingAndIsHeldAgainstItsMember() {
        Fqan second = new Fqan("/cms/Role=production");
        Verified cms = new Verified(List.of(second), new VoName("cms"), NOW, NOW.plusSeconds(60));
        Verified both = new Verified(List.of(MEMBER), ATLAS, NOW, NOW.plusSeconds(60), List.of(cms));

        Subject silent = enrich(claiming(), both);
        Subject telling = enrich(new Subject(ALICE, List.of(MEMBER, second), Set.of(CMS), chain, Set.of()), both);
        Subject boasting = enrich(claiming(PILOT), both);

        assertThat(silent.fqans()).containsExactly(MEMBER);
        assertThat(silent.allVos()).containsExactly(ATLAS);
        assertThat(silent.credential().unproven()).isEqualTo(new Unproven(List.of(second), Set.of()));
        assertThat(telling).isEqualTo(silent);
        assertThat(boasting.doubts()).containsExactly(Doubt.CREDENTIAL_MISMATCH);
    }

    @Test
    void aSecondVoThatIsNotBelievedIsNotedBesides() {
        Invalid cms = new Invalid(Doubt.ATTRIBUTES_UNVERIFIABLE, List.of(new Fqan("/cms")), "unknown");
        Verified first = new Verified(List.of(MEMBER), ATLAS, NOW, NOW.plusSeconds(60), List.of(cms));

        Subject known = enrich(claiming(), first);

        assertThat(known.fqans()).containsExactly(MEMBER);
        assertThat(known.doubts()).containsExactly(Doubt.ATTRIBUTES_UNVERIFIABLE);
        assertThat(known.credential().unproven().allVos()).containsExactly(CMS);
        assertThat(enrich(memberOf(CMS), first).doubts()).containsExactly(Doubt.CREDENTIAL_MISMATCH);
    }

    @Test
    void invalidAttributesTakeEveryVoAway() {
        Subject claimed = new Subject(ALICE, List.of(PILOT), Set.of(ATLAS), chain, Set.of());

        Subject known = enrich(claimed, INVALID);

        assertThat(known.doubts()).containsExactly(Doubt.CREDENTIAL_INVALID);
        assertThat(known.allVos()).isEmpty();
        assertThat(known.credential().unproven()).isEqualTo(new Unproven(List.of(PILOT), Set.of(ATLAS)));
    }

    @Test
    void attributesThatCountForNothingAreNotedAndHeldAgainstTheirHolder() {
        Invalid expired = new Invalid(Doubt.ATTRIBUTES_NOT_VALID_NOW, List.of(PILOT), "not valid now");

        Subject known = enrich(claiming(), expired);

        assertThat(known.doubts()).containsExactly(Doubt.ATTRIBUTES_NOT_VALID_NOW);
        assertThat(known.fqans()).isEmpty();
        assertThat(known.credential().unproven().allVos()).containsExactly(ATLAS);
    }

    @Test
    void claimsOfACallerWhoMayNotVouchAreProvenByTheVoAlone() {
        Credential.Chain silent = chain.withUnproven(new Unproven(List.of(PILOT), Set.of(ATLAS)));
        Subject claimed = new Subject(ALICE, List.of(), Set.of(), silent, Set.of());

        assertThat(enrich(claimed, new NoAttributes()).fqans()).isEmpty();
        assertThat(enrich(claimed, VERIFIED).fqans()).containsExactly(PILOT, MEMBER);
        assertThat(enrich(claimed, new Verified(List.of(MEMBER), ATLAS, NOW, NOW))
                        .doubts())
                .containsExactly(Doubt.CREDENTIAL_MISMATCH);
    }

    @Test
    void earlierDoubtsRemain() {
        Subject doubted = claiming().doubted(Doubt.DN_CONFUSABLE);

        assertThat(enrich(doubted, VERIFIED).doubts()).containsExactly(Doubt.DN_CONFUSABLE);
        assertThat(enrich(doubted, INVALID).doubts())
                .containsExactlyInAnyOrder(Doubt.DN_CONFUSABLE, Doubt.CREDENTIAL_INVALID);
    }

    private Subject claiming(Fqan... fqans) {
        return new Subject(ALICE, List.of(fqans), Set.of(), chain, Set.of());
    }

    private Subject proven(Fqan... fqans) {
        return new Subject(
                ALICE,
                List.of(fqans),
                Set.of(),
                chain.withAttributes(VERIFIED.lifetime(), VERIFIED.notAfter()),
                Set.of());
    }

    private Subject memberOf(VoName vo) {
        return new Subject(ALICE, List.of(), Set.of(vo), chain, Set.of());
    }

    private static Subject enrich(Subject subject, VomsVerdict attributes) {
        return enrich(subject, new Proven(ALICE), attributes);
    }

    private static Subject enrich(Subject subject, ChainVerdict proven, VomsVerdict attributes) {
        AuthzRequest request = new AuthzRequest(
                Profile.AUTHZ_INTEROP,
                subject,
                new PilotJob.None(),
                new Resource(ResourceType.CE, "ce", List.of()),
                new Action(ActionType.QUEUE, "queue"),
                new SupportedObligations(false, Set.of()));
        return new CredentialPoint((any, at) -> proven, (any, at) -> attributes)
                .enrich(request, NOW)
                .subject();
    }
}
