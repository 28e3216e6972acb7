package org.portcullis.pdp.ban;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.portcullis.load.pki.GridPki;
import org.portcullis.load.pki.Identity;
import org.portcullis.profile.Credential;
import org.portcullis.profile.Dn;
import org.portcullis.profile.Fqan;
import org.portcullis.profile.Unproven;
import org.portcullis.profile.VoName;

/** Which questions run into which bans, and why. */
class BanListTest {
    private static final String ALICE = "/C=XX/O=Grid/CN=Alice";

    @TempDir
    private static Path directory;

    private static Identity proxyOfAlice;

    @BeforeAll
    static void certifyAlice() {
        GridPki pki = GridPki.create(directory, InstantSource.system());
        proxyOfAlice = pki.proxy(pki.user("Alice"));
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "/C=XX/O=Grid/CN=Jürgen Test",
                "CN=Jürgen Test,O=Grid,C=XX",
                "/CN=Jürgen Test/O=Grid/C=XX",
                "/C=XX/O=GRID/CN=JÜRGEN TEST",
                "/C=XX/O=Grid/CN=Jürgen  Test ",
                "/C=XX/O=Grid/CN=Ju\u0308rgen Test",
                "/C=XX/O=Grid/CN=J\\xC3\\xBCrgen Test",
                "/C=XX/O=Grid/CN=Jürgen Test/Email=jt@example.org",
                "/C=XX/O=Grid/CN=Jürgen Test/CN=proxy/CN=12345"
            })
    void nineSpellingsOfOneNameAreBanned(String spelling) {
        assertThat(reasons("dn:/C=XX/O=Grid/CN=Jürgen Test", Asked.of(spelling)))
                .containsExactly("banned-subject");
    }

    @ParameterizedTest(name = "{0} for {1}: {2}")
    @CsvSource({
        "fqan:/atlas, /atlas, banned-fqan",
        "fqan:/atlas, /ATLAS, banned-fqan",
        "fqan:/atlas, /atlas/de, ''",
        "fqan:/atlas, /atlas/Role=pilot, ''",
        "fqan:/atlas/*, /atlas, banned-fqan",
        "fqan:/atlas/*, /atlas/usatlas/Role=x, banned-fqan",
        "fqan:/atlas/*, /atlas/Role=pilot, banned-fqan",
        "fqan:/atlas/*, /atlasx, ''",
        "fqan:/atlas/de/*, /atlas, ''",
        "vo:atlas, /atlas/de, banned-vo",
        "vo:Atlas, /atlas/de, banned-vo",
        "vo:atlas, /atlasx, ''",
        "vo:atlas scope=mupj, /atlas, ''",
        "vo:atlas scope=mupj, /atlas/Role=pilot, banned-vo-mupj",
        "pilot:/C=XX/O=Grid/CN=Alice, /atlas, ''",
        "pilot:/C=XX/O=Grid/CN=Alice, /atlas/Role=pilot, banned-pilot-owner",
        "host:WN1.example.org, /atlas, banned-host",
        "host:wn1.example.org., /atlas, banned-host",
        "host:ce1.example.org, /atlas, banned-host",
        "host:wn1, /atlas, ''",
        "ca:/C=XX/O=Grid/CN=Test CA, /atlas, ''"
    })
    void directJobRunsIntoWhatMatchesIt(String selector, String fqan, String reason) {
        assertThat(String.join(",", reasons(selector, Asked.of(ALICE, fqan)))).isEqualTo(reason);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "dn:/C=XX/O=Grid/CN=P, banned-pilot-owner",
        "pilot:/C=XX/O=Grid/CN=P, banned-pilot-owner",
        "pilot:/C=XX/O=Grid/CN=Alice, ''",
        "vo:cms, banned-vo",
        "vo:cms scope=mupj, banned-vo-mupj",
        "vo:atlas scope=mupj, banned-vo-mupj",
        "fqan:/cms/Role=pilot, ''"
    })
    void payloadRunsIntoBansOfItsPilot(String selector, String reason) {
        Asked payload = Asked.of(ALICE, "/atlas").broughtBy("/C=XX/O=Grid/CN=P", "/cms/Role=pilot");

        assertThat(String.join(",", reasons(selector, payload))).isEqualTo(reason);
    }

    @Test
    void chainTellsCaAndSerial() {
        Asked alice = Asked.of(ALICE, "/atlas").with(new Credential.Chain(proxyOfAlice.chain()));
        var certificate = proxyOfAlice.certificateIssuedBy(Dn.parse("/C=XX/O=Grid/CN=Test CA"));
        String serial = certificate.getSerialNumber().toString(16);

        assertThat(reasons("ca:/C=xx/O=GRID/CN=test ca", alice)).containsExactly("banned-ca");
        assertThat(reasons("ca:/C=XX/O=Grid/CN=Other CA", alice)).isEmpty();
        assertThat(reasons("serial:" + serial + "@CN=Test CA,O=Grid,C=XX", alice))
                .containsExactly("banned-serial");
        assertThat(reasons("serial:" + serial + "@/C=XX/O=Grid/CN=Other CA", alice))
                .isEmpty();
        assertThat(reasons("serial:1@/C=XX/O=Grid/CN=Test CA", alice)).isEmpty();
    }

    @Test
    void pilotRunsIntoBansOfTheCertificatesItCallsWith() {
        var certificates = new Credential.Chain(proxyOfAlice.chain()).traits().certificates();
        var own = proxyOfAlice.certificateIssuedBy(Dn.parse("/C=XX/O=Grid/CN=Test CA"));
        List<BanEntry> bans = Stream.of(
                        "ca:/C=XX/O=Grid/CN=Test CA",
                        "serial:" + own.getSerialNumber().toString(16) + "@/C=XX/O=Grid/CN=Test CA")
                .map(selector -> BanEntry.ofFile(1, Ban.parse(selector)))
                .toList();

        List<BanHit> hits = new BanList(bans, 0).hits(Asked.of(ALICE).request(), Asked.PEP, certificates);

        assertThat(hits.stream().map(hit -> hit.reason().value())).containsExactly("banned-ca", "banned-serial");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "iss:https://iam.example.org/, banned-issuer",
        "iss:https://IAM.example.org, banned-issuer",
        "iss:https://iam.example.com/, ''",
        "kid:https://iam.example.org/#k1, banned-issuer",
        "kid:https://iam.example.org/#k2, ''",
        "token:https://iam.example.org/#alice, banned-subject",
        "token:https://iam.example.org/#bob, ''",
        "token:https://iam.example.com/#alice, ''",
        "jti:https://iam.example.org/#id-1, banned-token",
        "jti:https://iam.example.org/#id-2, ''",
        "dn:/iss=https:%2F%2Fiam.example.org%2F/sub=alice, banned-subject",
        "vo:atlas, banned-vo"
    })
    void tokenTellsItsIssuerSubjectKeyAndId(String selector, String reason) {
        String issuer = "https://iam.example.org/";
        Asked alice = Asked.of(Dn.ofToken(issuer, "alice").value(), "/atlas")
                .with(new Credential.Token(issuer, "alice", "id-1", "k1", Set.of()));

        assertThat(String.join(",", reasons(selector, alice))).isEqualTo(reason);
    }

    @Test
    void theIssuerThatIsNamedCountsWhereNoChainComes() {
        Unproven named = Unproven.NONE.issuedBy(Set.of(Dn.parse("CN=Test CA,O=Grid,C=XX")));
        Asked alice = Asked.of(ALICE, "/atlas").with(new Credential.Bare(named));

        assertThat(reasons("ca:/C=XX/O=Grid/CN=test CA", alice)).containsExactly("banned-ca");
        assertThat(reasons("ca:/C=XX/O=Grid/CN=Other CA", alice)).isEmpty();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({"vo:atlas, banned-vo", "vo:cms, banned-vo", "fqan:/atlas/Role=pilot, banned-fqan", "vo:lhcb, ''"})
    void whatIsSaidAndNotBelievedCountsForBans(String selector, String reason) {
        Unproven said = new Unproven(List.of(Fqan.parse("/atlas/Role=pilot")), Set.of(new VoName("cms")));
        Asked alice = Asked.of(ALICE).with(new Credential.Chain(proxyOfAlice.chain()).withUnproven(said));

        assertThat(String.join(",", reasons(selector, alice))).isEqualTo(reason);
    }

    @Test
    void whatIsHeldAgainstATokenCountsForBans() {
        Unproven remembered = new Unproven(List.of(), Set.of(new VoName("cms")));
        Credential token = new Credential.Token("https://iam.example.org/", "alice", "", "", Set.of());

        assertThat(reasons("vo:cms", Asked.of(ALICE, "/atlas").with(token.withUnproven(remembered))))
                .containsExactly("banned-vo");
    }

    @Test
    void reasonsComeInTheOrderOfTheRules() {
        List<BanEntry> bans = Stream.of(
                        "vo:atlas scope=mupj",
                        "host:wn1.example.org",
                        "pilot:/C=XX/CN=P",
                        "vo:atlas",
                        "fqan:/atlas",
                        "serial:1@/C=XX/CN=X",
                        "ca:/C=XX/O=Grid/CN=Test CA",
                        "dn:" + ALICE)
                .map(selector -> BanEntry.ofFile(1, Ban.parse(selector)))
                .toList();
        Asked payload = Asked.of(ALICE, "/atlas")
                .with(new Credential.Chain(proxyOfAlice.chain()))
                .broughtBy("/C=XX/CN=P", "/atlas/Role=pilot");

        List<BanHit> hits = new BanList(bans, 0).hits(payload.request(), Asked.PEP);

        assertThat(hits.stream().map(hit -> hit.reason().value()))
                .containsExactly(
                        "banned-subject",
                        "banned-ca",
                        "banned-fqan",
                        "banned-vo",
                        "banned-pilot-owner",
                        "banned-host",
                        "banned-vo-mupj");
    }

    private static List<String> reasons(String selector, Asked asked) {
        BanList bans = new BanList(List.of(BanEntry.ofFile(1, Ban.parse(selector))), 0);
        return bans.hits(asked.request(), Asked.PEP).stream()
                .map(hit -> hit.reason().value())
                .toList();
    }
}
