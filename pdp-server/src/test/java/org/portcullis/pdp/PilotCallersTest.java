package org.portcullis.pdp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.portcullis.load.pki.Identity;
import org.portcullis.load.pki.ProxyDraft;
import org.portcullis.load.pki.ProxyKind;
import org.portcullis.load.pki.VomsServer;
import org.portcullis.profile.Dn;
import org.portcullis.profile.Fqan;
import org.portcullis.profile.VoName;

/** Pilots that call with their own proxy, as gLExec did, and what they may not do. */
class PilotCallersTest {
    private static final String NOBODY = "RequestDenied";

    @TempDir
    private Path directory;

    private TestSite site;
    private Identity pilot;
    private Identity payload;

    @BeforeEach
    void makeSite() {
        site = TestSite.in(directory);
        pilot = site.atlasProxy("PA1", "/atlas/Role=pilot");
        payload = site.atlasProxy("Alice", "/atlas");
        site.replace("etc/policy/data/owners.yaml", "enabled: true", "enabled: false");
    }

    @Test
    void nobodyCallsWithAProxyUntilTheSiteSaysSo() throws IOException {
        try (PdpServer server = site.start()) {
            assertThat(ask(server, pilot, payload.chain(), pilot)).isEqualTo(NOBODY);
        }
    }

    @Test
    void aPilotMayAskAboutPayloadsOfItsVoWhereTheSiteTakesTheRisk() throws IOException {
        letPilotsIn("none", "127.0.0.0/8");
        VomsServer cms = site.pki().voms(new VoName("cms"), "voms.cms.example.org");
        Identity ofCms = site.pki().vomsProxy(site.pki().user("Carol"), cms, new Fqan("/cms"));
        Identity limited = site.pki().proxyDraft(ProxyKind.LIMITED).signedBy(payload);
        Identity week = ProxyDraft.of(ProxyKind.FULL, site.pki().validFor(Duration.ofDays(7)))
                .signedBy(payload);

        try (PdpServer server = site.start()) {
            assertThat(ask(server, pilot, payload.chain(), pilot)).isEqualTo("Permit");
            assertThat(ask(server, pilot, payload.chain(), payload)).isEqualTo("Deny pilot-identity-mismatch");
            assertThat(ask(server, pilot, ofCms.chain(), pilot)).isEqualTo("Deny vo-mismatch");
            assertThat(ask(server, pilot, limited.chain(), pilot)).isEqualTo("Deny limited-proxy");
            assertThat(ask(server, pilot, week.chain(), pilot)).isEqualTo("Deny proxy-too-long");
            assertThat(bare(server, "/C=XX/O=Grid/CN=Alice")).isEqualTo(NOBODY);
            assertThat(ask(server, payload, payload.chain(), pilot)).isEqualTo(NOBODY);
            assertThat(ask(server, site.pki().user("PA1"), payload.chain(), pilot))
                    .isEqualTo(NOBODY);
            assertThat(ask(server, site.pki().host("other.example.org"), payload.chain(), pilot))
                    .isEqualTo(NOBODY);
        }
    }

    /** A chain is public: whoever has seen one could ask in its name. */
    @Test
    void withoutProofAPilotAsksAboutItselfOnly() throws IOException {
        letPilotsIn("tls", "127.0.0.0/8");

        try (PdpServer server = site.start()) {
            assertThat(ask(server, pilot, payload.chain(), pilot)).isEqualTo(NOBODY);
            assertThat(ask(server, pilot, pilot.chain(), pilot)).startsWith("Deny payload-is-pilot");
        }
    }

    @Test
    void pilotsCallFromTheirNetworksOnly() throws IOException {
        letPilotsIn("none", "10.0.0.0/8");

        try (PdpServer server = site.start()) {
            assertThat(ask(server, pilot, payload.chain(), pilot)).isEqualTo(NOBODY);
        }
    }

    /** E09. */
    @Test
    void aBannedPilotMayAskNothingAboutOthersAndItsAddressGetsNothing() throws IOException {
        letPilotsIn("none", "127.0.0.0/8");

        try (PdpServer server = site.start()) {
            String bans = site.read("etc/bans.txt");
            site.write("etc/bans.txt", bans + "pilot:/C=XX/O=Grid/CN=PA1\n");
            server.reload();
            assertThat(ask(server, pilot, payload.chain(), pilot)).isEqualTo(NOBODY);
            assertThat(site.auditLines().get(0)).contains("\"decision\":\"Refused\",\"reason\":\"banned-caller\"");
            assertThat(ask(server, pilot, pilot.chain(), pilot)).isEqualTo("Deny banned-pilot-owner");
            site.write("etc/bans.txt", bans + "pilot:/C=XX/O=Grid/CN=PA1\nhost:127.0.0.1\n");
            server.reload();
            Identity other = site.atlasProxy("PA2", "/atlas/Role=pilot");
            assertThat(ask(server, other, payload.chain(), other)).isEqualTo("Deny banned-host");
        }
    }

    /** E09: by its name, by that of its certificate, and by the number of it. */
    @ParameterizedTest
    @ValueSource(strings = {"host:WN1.example.org", "dn:/C=XX/O=Grid/CN=wn1.example.org", "serial"})
    void aBannedWorkerNodeMayAskNothingWhileOthersMay(String ban) throws IOException {
        Identity node = site.pki().host("wn1.example.org");
        String serial = "serial:" + node.certificate().getSerialNumber().toString(16) + "@"
                + site.pki().authority().name();
        site.write("etc/peps.yaml", """
                peps:
                  - {dn: /C=XX/O=Grid/CN=pep1.example.org, resources: [wn], hosts: [wn1.example.org]}
                  - {dn: /C=XX/O=Grid/CN=wn1.example.org, class: pep-wn}
                """);

        try (PdpServer server = site.start()) {
            assertThat(ask(server, node, payload.chain(), pilot)).isEqualTo("Permit");
            site.write("etc/bans.txt", site.read("etc/bans.txt") + (ban.equals("serial") ? serial : ban) + "\n");
            server.reload();

            assertThat(ask(server, node, payload.chain(), pilot)).isEqualTo(NOBODY);
            assertThat(ask(server, site.pep(), payload.chain(), pilot))
                    .isEqualTo(ban.startsWith("host") ? "Deny banned-host" : "Permit");
        }
        assertThat(site.auditLines().get(1)).contains("\"decision\":\"Refused\",\"reason\":\"banned-caller\"");
    }

    @Test
    void aWorkerNodeAsksForItselfAboutWhatProvesItself() throws IOException {
        Identity node = site.pki().host("wn1.example.org");
        Identity other = site.pki().host("wn2.example.org");
        site.write("etc/peps.yaml", """
                peps:
                  - {dn: /C=XX/O=Grid/CN=wn1.example.org, class: pep-wn}
                  - {dn: /C=XX/O=Grid/CN=wn2.example.org, class: pep-wn}
                """);

        try (PdpServer server = site.start()) {
            assertThat(ask(server, node, payload.chain(), pilot)).isEqualTo("Permit");
            assertThat(ask(server, other, payload.chain(), pilot)).isEqualTo(NOBODY);
            assertThat(site.as(node, server)
                            .post(Questions.direct("/C=XX/O=Grid/CN=Alice", "/atlas"))
                            .body())
                    .contains(NOBODY);
        }
    }

    private void letPilotsIn(String possession, String network) {
        site.write("etc/peps.yaml", site.read("etc/peps.yaml") + """

                pilots:
                  fqans: [/atlas/Role=pilot]
                  networks: [%s]
                  proof-of-possession: %s
                """.formatted(network, possession));
    }

    private String ask(PdpServer server, Identity caller, List<X509Certificate> chain, Identity named)
            throws IOException {
        String dn = named.certificateIssuedBy(site.pki().authority().name())
                .getSubjectX500Principal()
                .getName();
        String owner = Dn.parse(dn).value();
        return said(site.as(caller, server).post(Questions.payload(chain, owner, "/atlas/Role=pilot")));
    }

    private String bare(PdpServer server, String dn) throws IOException {
        return said(site.as(pilot, server)
                .post(Questions.payload(dn, "/atlas", "/C=XX/O=Grid/CN=PA1", "/atlas/Role=pilot")));
    }

    private String said(Exchange.Reply reply) {
        if (reply.body().contains(NOBODY)) {
            return NOBODY;
        }
        List<String> lines = site.auditLines();
        String reason = lines.get(lines.size() - 1).replaceAll(".*\"reason\":\"([^\"]*)\".*", "$1");
        return (reply.decision() + " " + reason).strip();
    }
}
