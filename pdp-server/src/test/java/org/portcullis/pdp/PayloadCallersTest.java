package org.portcullis.pdp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.portcullis.pdp.PilotSite.NOBODY;
import static org.portcullis.pdp.PilotSite.naming;
import static org.portcullis.pdp.PilotSite.showing;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.bouncycastle.cert.X509AttributeCertificateHolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.portcullis.client.cli.PortcullisWn;
import org.portcullis.load.pki.Identity;
import org.portcullis.load.pki.ProxyKind;
import org.portcullis.load.pki.VomsServer;
import org.portcullis.profile.Fqan;
import org.portcullis.profile.VoName;

/** Payloads that prove themselves by opening the connection, and show the pilot that brought them. */
class PayloadCallersTest {
    private final PilotSite site;
    private final Identity pilot;
    private final Identity alice;

    PayloadCallersTest(@TempDir Path directory) {
        site = new PilotSite(directory, "tls");
        pilot = site.pilot();
        alice = site.alice();
    }

    @Test
    void aPayloadThatShowsItsPilotGetsItsOwnAccount() throws IOException {
        try (PdpServer server = site.files().start()) {
            String answer = site.ask(server, alice, showing(alice, pilot));

            assertThat(answer).isEqualTo("Permit atlas001");
            assertThat(lastLine())
                    .contains("\"pilot\":{\"dn\":\"/C=XX/O=Grid/CN=Pilot\",\"fqans\":[\"/atlas/Role=pilot\"]")
                    .contains("\"hosts\":[\"127.0.0.1\"]", "\"rule\":\"permitted/R23-multi-user-pilot\"");
        }
    }

    @Test
    void theCommandForWorkerNodesConnectsWithThePayloadUnlessTold() {
        pilot.writeProxy(site.files().file("pilot.pem"));
        alice.writeProxy(site.files().file("alice.pem"));

        try (PdpServer server = site.files().start()) {
            assertThat(decide(server)).isEqualTo("Permit uid=40001 gid=3100 groups=3100 user=atlas001\n");
            assertThat(decide(server, "--connect-as", "pilot")).contains("not entitled");
        }
    }

    /** E06: a chain proves that somebody exists, and whoever has seen it could send it. */
    @Test
    void capturedChainsAreNoProof() throws IOException {
        Identity mallory = site.files().atlasProxy("Mallory", "/atlas");
        Identity plain = site.files().pki().proxy(site.files().pki().user("Alice"));

        try (PdpServer server = site.files().start()) {
            assertThat(site.ask(server, pilot, showing(alice, pilot))).isEqualTo(NOBODY);
            assertThat(site.ask(server, pilot, naming(alice, pilot))).isEqualTo(NOBODY);
            assertThat(site.ask(server, mallory, showing(alice, pilot))).isEqualTo(NOBODY);
            assertThat(site.ask(server, alice, naming(alice, pilot))).isEqualTo(NOBODY);
            assertThat(site.ask(server, plain, showing(alice, pilot))).isEqualTo("Deny credential-mismatch");
            assertThat(site.ask(server, plain, showing(plain, pilot))).isEqualTo("Deny vo-unknown");
        }
    }

    /** E05: names without a chain. */
    @Test
    void whoIsOnlyNamedIsNobody() throws IOException {
        String bare = Questions.payload("/C=XX/O=Grid/CN=Bob", "/atlas", "/C=XX/O=Grid/CN=Pilot", "/atlas/Role=pilot");

        try (PdpServer server = site.files().start()) {
            assertThat(site.ask(server, pilot, bare)).isEqualTo(NOBODY);
            assertThat(site.ask(server, alice, bare)).isEqualTo(NOBODY);
        }
    }

    /** The chain of a pilot opens the door only as far as a VO vouches for it; E04: pilots of other VOs. */
    @Test
    void whatIsShownMustBeAPilotOfTheSameVo() throws IOException {
        TestSite files = site.files();
        VomsServer cms = files.pki().voms(new VoName("cms"), "voms.cms.example.org");
        Identity ofCms = files.pki().vomsProxy(files.pki().user("Carol"), cms, new Fqan("/cms/Role=pilot"));
        Identity plain = files.pki().proxy(files.pki().user("Pilot"));
        Identity bob = files.atlasProxy("Bob", "/atlas");
        Identity stranger = files.pki().proxyDraft(ProxyKind.FULL).signedBy(bob);
        files.pki().revoke(bob);

        try (PdpServer server = files.start()) {
            assertThat(site.ask(server, alice, showing(alice, ofCms))).isEqualTo("Deny vo-mismatch");
            assertThat(site.ask(server, alice, showing(alice, plain))).isEqualTo("Deny pilot-role-missing");
            assertThat(site.ask(server, alice, showing(alice, files.atlasProxy("Dave", "/atlas"))))
                    .isEqualTo("Deny pilot-role-missing");
            assertThat(site.ask(server, alice, showing(alice, stranger))).isEqualTo("Deny credential-revoked");
        }
    }

    /** C27: the attributes of the pilot in the proxy of another. */
    @Test
    void attributesOfAnotherHolderProveNothing() throws IOException {
        TestSite files = site.files();
        VomsServer atlas = files.pki().voms(new VoName("atlas"), "voms2.atlas.example.org");
        Identity owner = files.pki().user("Pilot");
        X509AttributeCertificateHolder attributes = atlas.attributes(
                owner, List.of(new Fqan("/atlas/Role=pilot")), files.pki().validFor(Duration.ofHours(12)));
        Identity thief = files.pki()
                .proxyDraft(ProxyKind.FULL)
                .carrying(attributes)
                .signedBy(files.pki().user("Mallory"));

        try (PdpServer server = files.start()) {
            assertThat(site.ask(server, alice, showing(alice, thief))).isEqualTo("Deny credential-invalid");
            assertThat(site.ask(server, thief, showing(thief, pilot))).isEqualTo("Deny credential-invalid");
        }
    }

    /** C05; C06 and C07 are no chains and do not get through TLS. */
    @Test
    void proxiesThatMayNotStartJobsStartNone() throws IOException {
        Identity limited = site.files().pki().proxyDraft(ProxyKind.LIMITED).signedBy(alice);
        Identity full = site.files().pki().proxyDraft(ProxyKind.FULL).signedBy(limited);
        Identity independent =
                site.files().pki().proxyDraft(ProxyKind.INDEPENDENT).signedBy(alice);

        try (PdpServer server = site.files().start()) {
            assertThat(site.ask(server, limited, showing(limited, pilot))).isEqualTo("Deny limited-proxy");
            assertThatThrownBy(() -> site.ask(server, full, showing(full, pilot)))
                    .isInstanceOf(IOException.class);
            assertThatThrownBy(() -> site.ask(server, independent, showing(independent, pilot)))
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void nobodyCallsFromElsewhere() throws IOException {
        site.files().replace("etc/peps.yaml", "127.0.0.0/8", "10.0.0.0/8");

        try (PdpServer server = site.files().start()) {
            assertThat(site.ask(server, alice, showing(alice, pilot))).isEqualTo(NOBODY);
        }
    }

    /** E09, and the certificate of the pilot, which is all there is of it. */
    @Test
    void bansHitThePilotThatIsShownAndTheAddress() throws IOException {
        String serial = pilot.chain().get(1).getSerialNumber().toString(16);
        String issuer = site.files().pki().authority().name().value();

        try (PdpServer server = site.files().start()) {
            assertThat(banned(server, "vo:atlas scope=mupj")).isEqualTo("Deny banned-vo-mupj");
            assertThat(banned(server, "host:127.0.0.1")).isEqualTo("Deny banned-host");
            assertThat(banned(server, "pilot:/C=XX/O=Grid/CN=Pilot")).isEqualTo("Deny banned-pilot-owner");
            assertThat(banned(server, "serial:" + serial + "@" + issuer)).isEqualTo("Deny banned-serial");
        }
    }

    /** E07: whatever policy and maps say. */
    @Test
    void thePayloadNeverGetsTheAccountOfThePilotThatItShows() throws IOException {
        TestSite files = site.files();
        files.write("etc/policy/data/peps.yaml", "peps:\n  - {dn: /C=XX/O=Grid/CN=Alice, capability: logging-only}\n")
                .write(
                        "etc/policy/data/regimes.yaml",
                        "regimes:\n  - {id: interim, valid-from: 2009-11-24, valid-until: 9999-12-31,"
                                + " suspends: [identity-switching], opted-in: true}\n")
                .write(
                        "etc/policy/data/frameworks.yaml",
                        "frameworks:\n  atlas: {traceability: attested, contact: atlas@example.org,"
                                + " reviewed: 2009-11-01, valid-until: 9999-12-31}\n");
        Identity bob = files.atlasProxy("Bob", "/atlas");

        try (PdpServer server = files.start()) {
            assertThat(site.ask(server, alice, showing(alice, pilot))).isEqualTo("Deny mapping-collides-with-pilot");

            files.write("etc/accounts.map", "\"/atlas/*/Role=pilot\" atlasplt001\n\"/atlas/*\" atlasplt001\n");
            server.reload();

            assertThat(site.ask(server, bob, showing(bob, pilot))).isEqualTo("Deny mapping-collides-with-pilot");
        }
    }

    /** E07: such a map is not even taken. */
    @Test
    void noPayloadGetsAnAccountOfTheSystem() throws IOException {
        TestSite files = site.files();

        try (PdpServer server = files.start()) {
            files.write("etc/passwd", files.read("etc/passwd") + "root:x:0:0::/:/bin/sh\n");
            files.write("etc/accounts.map", "\"/atlas/*\" root\n");

            assertThat(server.reload().problems())
                    .anyMatch(problem -> problem.contains("account `root` has uid 0, which min-uid does not allow"));
            assertThat(site.ask(server, alice, showing(alice, pilot))).isEqualTo("Permit atlas001");
        }
    }

    private String banned(PdpServer server, String ban) throws IOException {
        site.files().write("etc/bans.txt", site.files().read("etc/bans.txt") + ban + "\n");
        server.reload();
        return site.ask(server, alice, showing(alice, pilot));
    }

    private String decide(PdpServer server, String... more) {
        StringWriter said = new StringWriter();
        PrintWriter both = new PrintWriter(said, true);
        String[] line = {
            "decide",
            "-s",
            "localhost:" + server.port(),
            "--ca-dir",
            site.files().pki().trusted().path().toString(),
            "--proxy",
            site.files().file("pilot.pem").toString(),
            "--payload-proxy",
            site.files().file("alice.pem").toString(),
            "--timeout",
            "20s"
        };
        String[] all = Stream.of(line, more).flatMap(Arrays::stream).toArray(String[]::new);
        PortcullisWn.run(Map.of(), both, both, all);
        return said.toString();
    }

    private String lastLine() {
        List<String> lines = site.files().auditLines();
        return lines.get(lines.size() - 1);
    }
}
