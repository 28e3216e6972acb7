package org.portcullis.pdp.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.portcullis.pdp.trust.VomsWorld.objection;

import java.io.IOException;
import java.nio.file.Path;
import org.bouncycastle.cert.X509AttributeCertificateHolder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.portcullis.load.pki.Identity;
import org.portcullis.load.pki.ProxyKind;
import org.portcullis.pdp.trust.VomsVerdict.Invalid;
import org.portcullis.pdp.trust.VomsVerdict.Verified;
import org.portcullis.profile.Doubt;
import org.portcullis.profile.Fqan;

/** Several attribute certificates in one chain: the first one nearest to the leaf says who somebody is, the others are held against him. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SeveralAttributesTest {
    private static final Fqan MEMBER = new Fqan("/atlas");
    private static final Fqan PILOT = new Fqan("/atlas/Role=pilot");

    private VomsWorld world;
    private VomsTrust trust;

    @BeforeAll
    void makeWorld(@TempDir Path directory) throws IOException {
        world = new VomsWorld(directory);
        trust = world.open();
    }

    @AfterAll
    void endWorld() {
        world.close();
    }

    @Test
    void theFirstOfTwoSaysWhoTheHolderIsAndTheOtherIsHeldAgainstHim() {
        X509AttributeCertificateHolder member = world.draft().saying("/atlas").signedBy(world.atlas.identity());
        X509AttributeCertificateHolder pilot =
                world.draft().saying("/atlas/Role=pilot").signedBy(world.atlas.identity());

        Verified verdict = (Verified) trust.verify(world.proxy(world.alice, member, pilot), world.now);

        assertThat(verdict.fqans()).containsExactly(MEMBER);
        assertThat(verdict.proven()).containsExactly(MEMBER, PILOT);
        assertThat(verdict.held()).containsExactly(PILOT);
        assertThat(verdict.doubts()).isEmpty();
    }

    @Test
    void oneLieSpoilsAllWhereverItStands() {
        X509AttributeCertificateHolder good = world.draft().signedBy(world.atlas.identity());
        X509AttributeCertificateHolder bad = world.draft().saying("/cms").signedBy(world.atlas.identity());
        Identity inner = world.pki.proxyDraft(ProxyKind.FULL).carrying(bad).signedBy(world.alice);
        Identity leaf = world.pki.proxyDraft(ProxyKind.FULL).carrying(good).signedBy(inner);

        assertThat(objection(trust.verify(world.proxy(world.alice, good, bad), world.now)))
                .isEqualTo("FQAN of another VO");
        assertThat(objection(trust.verify(world.proxy(world.alice, bad, good), world.now)))
                .isEqualTo("FQAN of another VO");
        assertThat(objection(trust.verify(leaf.chain(), world.now))).isEqualTo("FQAN of another VO");
    }

    @Test
    void whatCountsForNothingBehindTheFirstIsNotedAndHeldAgainstItsHolder() {
        X509AttributeCertificateHolder good = world.draft().saying("/atlas").signedBy(world.atlas.identity());
        X509AttributeCertificateHolder unknown = world.draft()
                .by("lhcb://voms.example.org:15000")
                .saying("/lhcb")
                .signedBy(world.atlas.identity());

        Verified goodFirst = (Verified) trust.verify(world.proxy(world.alice, good, unknown), world.now);
        Invalid unknownFirst = (Invalid) trust.verify(world.proxy(world.alice, unknown, good), world.now);

        assertThat(goodFirst.held()).containsExactly(new Fqan("/lhcb"));
        assertThat(goodFirst.proven()).containsExactly(MEMBER);
        assertThat(goodFirst.doubts()).containsExactly(Doubt.ATTRIBUTES_UNVERIFIABLE);
        assertThat(unknownFirst.doubt()).isEqualTo(Doubt.ATTRIBUTES_UNVERIFIABLE);
        assertThat(unknownFirst.claimed()).containsExactly(new Fqan("/lhcb"), MEMBER);
    }

    @Test
    void fourAreReadAndFiveAreTooMany() {
        X509AttributeCertificateHolder good = world.draft().signedBy(world.atlas.identity());
        Identity two = world.pki.proxyDraft(ProxyKind.FULL).carrying(good, good).signedBy(world.alice);
        Identity four =
                world.pki.proxyDraft(ProxyKind.FULL).carrying(good, good).signedBy(two);
        Identity five = world.pki.proxyDraft(ProxyKind.FULL).carrying(good).signedBy(four);

        assertThat(trust.verify(four.chain(), world.now)).isInstanceOf(Verified.class);
        assertThat(objection(trust.verify(five.chain(), world.now))).isEqualTo("malformed attribute certificate");
    }

    @Test
    void theOneNearestToTheLeafCounts() {
        X509AttributeCertificateHolder bad = world.draft().saying("/cms").signedBy(world.atlas.identity());
        Identity inner = world.pki.vomsProxy(world.alice, world.atlas, PILOT);
        Identity leaf = world.pki.proxyDraft(ProxyKind.FULL).carrying(bad).signedBy(inner);

        VomsVerdict verdict = trust.verify(leaf.chain(), world.now);

        assertThat(objection(verdict)).isEqualTo("FQAN of another VO");
    }
}
