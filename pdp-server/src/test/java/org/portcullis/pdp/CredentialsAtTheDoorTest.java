package org.portcullis.pdp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.portcullis.load.pki.Identity;
import org.portcullis.load.pki.ProxyDraft;
import org.portcullis.load.pki.ProxyKind;
import org.portcullis.load.pki.Validity;
import org.portcullis.load.pki.VomsServer;
import org.portcullis.pdp.trust.TestIssuer;
import org.portcullis.profile.Fqan;
import org.portcullis.profile.VoName;

/** Chains and tokens of subjects at a running server: the acceptance scenarios about credentials, by their numbers. */
class CredentialsAtTheDoorTest {
    private static final String PILOT = "/C=XX/O=Grid/CN=PA1";
    private static final String SITE = "https://authz.example.org";

    @TempDir
    private Path directory;

    private TestSite site;
    private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);

    @BeforeEach
    void makeSite() {
        site = TestSite.in(directory);
    }

    /** Scenarios 39, 41, 43. */
    @Test
    void everyBadChainHasItsReason() throws IOException {
        Identity alice = site.pki().user("Alice");
        VomsServer voms =
                new VomsServer(new VoName("atlas"), "x.example.org", site.pki().host("x.example.org"));
        Identity good = site.atlasProxy("Alice", "/atlas");
        Identity over = ProxyDraft.of(ProxyKind.FULL, new Validity(now.minusSeconds(3600), now.minusSeconds(1)))
                .signedBy(alice);
        Identity revoked = site.pki().user("Revoked");
        site.pki().revoke(revoked);
        Identity independent = site.pki().proxyDraft(ProxyKind.INDEPENDENT).signedBy(alice);
        Identity unknown = site.pki().vomsProxy(alice, voms, new Fqan("/atlas"));

        try (PdpServer server = site.start()) {
            assertThat(site.asPep(server).post(Questions.direct(good.chain())).decision())
                    .isEqualTo("Permit");
            assertThat(reason(server, over)).isEqualTo("credential-expired");
            assertThat(reason(server, revoked)).isEqualTo("credential-revoked");
            assertThat(reason(server, independent)).isEqualTo("credential-invalid");
            assertThat(reason(server, site.atlasProxy("Bob", "/cms"))).isEqualTo("credential-invalid");
            assertThat(reason(server, unknown)).isNotEqualTo("credential-invalid");
            assertThat(site.auditLines().get(5)).contains("\"doubts\":[\"ac-unverifiable\"]", "\"fqans\":[]");
        }
    }

    /** Catalogue C21. */
    @Test
    void chainThatHoldsACertificateTwiceIsNoChain() throws IOException {
        Identity alice = site.atlasProxy("Alice", "/atlas");
        List<X509Certificate> twice = new ArrayList<>(alice.chain());
        twice.addAll(alice.chain());

        try (PdpServer server = site.start()) {
            assertThat(site.asPep(server).post(Questions.direct(twice)).decision())
                    .isEqualTo("Deny");
        }

        assertThat(site.auditLines().get(0)).contains("\"decision\":\"Deny\",\"reason\":\"credential-invalid\"");
    }

    /** Catalogue C36: voms-proxy-init writes such proxies. */
    @Test
    void bansHitEveryVoOfAProxyAndTheFirstSaysWhoItsOwnerIs() throws IOException {
        Identity alice = site.pki().user("Alice");
        VomsServer atlas = site.pki().voms(new VoName("atlas"), "x.atlas.example.org");
        VomsServer cms = site.pki().voms(new VoName("cms"), "x.cms.example.org");
        Validity day = site.pki().validFor(Duration.ofHours(12));
        Identity both = site.pki()
                .proxyDraft(ProxyKind.FULL)
                .carrying(
                        atlas.draft(alice, day).saying("/atlas").signedBy(atlas.identity()),
                        cms.draft(alice, day).saying("/cms/Role=production").signedBy(cms.identity()))
                .signedBy(alice);

        try (PdpServer server = site.start()) {
            assertThat(site.asPep(server).post(Questions.direct(both.chain())).user())
                    .startsWith("atlas");
            assertThat(banned(server, "vo:cms", both)).isEqualTo("banned-vo");
            assertThat(banned(server, "fqan:/cms/Role=production", both)).isEqualTo("banned-fqan");
        }

        assertThat(site.auditLines().get(0))
                .contains("\"fqans\":[\"/atlas\"]", "\"unproven\":{\"fqans\":[\"/cms/Role=production\"]");
    }

    private String banned(PdpServer server, String ban, Identity subject) throws IOException {
        site.write("etc/bans.txt", site.read("etc/bans.txt") + ban + "\n");
        server.reload();
        return reason(server, subject);
    }

    /** Scenario 45. */
    @Test
    void attributesOfAnUnknownServerLeaveAPayloadWithoutVo() throws IOException {
        VomsServer voms =
                new VomsServer(new VoName("atlas"), "x.example.org", site.pki().host("x.example.org"));
        Identity alice = site.pki().vomsProxy(site.pki().user("Alice"), voms, new Fqan("/atlas"));

        try (PdpServer server = site.start()) {
            site.asPep(server).post(Questions.payload(alice.chain(), PILOT, "/atlas/Role=pilot"));
        }

        assertThat(site.auditLines().get(0)).contains("vo-unknown", "\"doubts\":[\"ac-unverifiable\"]");
    }

    @Test
    void aTokenIsAnIdentityWithAnAccountAndWithBans() throws IOException {
        TestIssuer issuer = TestIssuer.create("https://iam.example.org/", "k1");
        trust(issuer);
        Map<String, Object> expired = issuer.claims("alice", now.minus(Duration.ofHours(3)), SITE);

        try (PdpServer server = site.start()) {
            Exchange pep = site.asPep(server);
            String good = issuer.sign(issuer.claims("alice", now, SITE));
            assertThat(pep.post(Questions.bearing(good)).user()).startsWith("atlas");
            assertThat(pep.post(Questions.bearing(issuer.sign(expired))).decision())
                    .isEqualTo("Deny");
            assertThat(pep.post(Questions.bearing("a.b.c")).decision()).isEqualTo("Indeterminate");
            site.write("etc/bans.txt", site.read("etc/bans.txt") + "token:https://iam.example.org/#alice\n");
            server.reload();
            assertThat(pep.post(Questions.bearing(good)).decision()).isEqualTo("Deny");
            List<String> lines = site.auditLines();
            assertThat(lines.get(0))
                    .contains("iss=https:%2F%2Fiam.example.org%2F/sub=alice", "\"assurance\":\"token\"");
            assertThat(lines.get(1)).contains("token-expired");
            assertThat(lines.get(3)).contains("banned-subject", "token:https://iam.example.org/#alice");
            assertThat(lines).noneMatch(line -> line.contains(good.substring(good.length() - 20)));
        }
    }

    /** Rule R7: and the server has been started anew meanwhile. */
    @Test
    void aBannedVoCatchesAMemberWhoLeavesItAtHome() throws IOException {
        String alice = "/C=XX/O=Grid/CN=Alice";
        try (PdpServer server = site.start()) {
            assertThat(site.asPep(server)
                            .post(Questions.direct(alice, "/atlas"))
                            .decision())
                    .isEqualTo("Permit");
        }
        site.write("etc/bans.txt", site.read("etc/bans.txt") + "vo:atlas\n");

        try (PdpServer server = site.start()) {
            site.asPep(server).post(Questions.direct(alice));
            site.asPep(server).post(Questions.direct("/C=XX/O=Grid/CN=Nobody Known"));
        }

        assertThat(site.auditLines().get(1)).contains("\"reason\":\"banned-vo\"");
        assertThat(site.auditLines().get(2)).doesNotContain("banned-vo");
    }

    private void trust(TestIssuer issuer) {
        site.write("etc/atlas.jwks", issuer.jwks());
        site.write("etc/portcullis.yaml", site.read("etc/portcullis.yaml") + """

                tokens:
                  issuers:
                    - issuer: %s
                      vo: atlas
                      jwks: atlas.jwks
                      audience: [%s]
                """.formatted(issuer.issuer(), SITE));
    }

    private String reason(PdpServer server, Identity subject) throws IOException {
        site.asPep(server).post(Questions.direct(subject.chain()));
        List<String> lines = site.auditLines();
        return lines.get(lines.size() - 1).replaceAll(".*\"reason\":\"([^\"]*)\".*", "$1");
    }
}
