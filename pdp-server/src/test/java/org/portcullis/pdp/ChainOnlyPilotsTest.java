package org.portcullis.pdp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.portcullis.pdp.PilotSite.NOBODY;
import static org.portcullis.pdp.PilotSite.naming;
import static org.portcullis.pdp.PilotSite.showing;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.portcullis.load.pki.Identity;
import org.portcullis.load.pki.ProxyKind;

/** Pilots that bring chains without proof, where the site takes that risk, and what makes up for it. */
class ChainOnlyPilotsTest {
    private final PilotSite site;
    private final Identity pilot;
    private final Identity alice;

    ChainOnlyPilotsTest(@TempDir Path directory) {
        site = new PilotSite(directory, "none");
        pilot = site.pilot();
        alice = site.alice();
    }

    @Test
    void aPayloadStaysWithTheFirstPilotAndTheFirstWorkerNode() throws IOException {
        Identity other = site.files().atlasProxy("PA2", "/atlas/Role=pilot");
        Identity renewed = site.files().pki().proxyDraft(ProxyKind.FULL).signedBy(alice);

        try (PdpServer server = site.files().start()) {
            assertThat(site.ask(server, pilot, naming(alice, pilot))).isEqualTo("Permit atlas001");
            assertThat(site.askFrom("127.0.0.2", server, pilot, naming(alice, pilot)))
                    .isEqualTo("Deny payload-key-elsewhere");
            assertThat(site.ask(server, other, naming(alice, other))).isEqualTo("Deny payload-key-elsewhere");
            assertThat(site.ask(server, pilot, naming(alice, pilot))).isEqualTo("Permit atlas001");
            assertThat(site.ask(server, other, naming(renewed, other))).isEqualTo("Permit atlas001");
            assertThat(metrics(server)).contains("portcullis_pilot_alarms{alarm=\"payload-key-elsewhere\"} 2");
        }
    }

    @Test
    void whoProvesHimselfIsNotBound() throws IOException {
        try (PdpServer server = site.files().start()) {
            assertThat(site.ask(server, alice, showing(alice, pilot))).isEqualTo("Permit atlas001");
            assertThat(site.askFrom("127.0.0.2", server, pilot, naming(alice, pilot)))
                    .isEqualTo("Permit atlas001");
            assertThat(site.ask(server, alice, showing(alice, pilot))).isEqualTo("Permit atlas001");
        }
    }

    @Test
    void whatIsRememberedOutlivesAReload() throws IOException {
        try (PdpServer server = site.files().start()) {
            site.ask(server, pilot, naming(alice, pilot));
            site.files().write("etc/peps.yaml", site.files().read("etc/peps.yaml") + "# changed\n");
            server.reload();

            assertThat(site.askFrom("127.0.0.2", server, pilot, naming(alice, pilot)))
                    .isEqualTo("Deny payload-key-elsewhere");
        }
    }

    /** E10: whoever asks about many people wants to know who has which account, or to drain a pool. */
    @Test
    void onePilotAsksAboutSixtyPeopleAnHourWhateverIsReloaded() throws IOException {
        try (PdpServer server = site.files().start()) {
            for (int person = 0; person < 60; person++) {
                assertThat(site.ask(server, pilot, about(person))).isEqualTo("Deny credential-mismatch");
            }
            site.files().write("etc/peps.yaml", site.files().read("etc/peps.yaml") + "# changed\n");
            server.reload();

            assertThat(site.ask(server, pilot, about(60))).isEqualTo(NOBODY);
            assertThat(site.ask(server, pilot, about(0))).isEqualTo("Deny credential-mismatch");
            assertThat(metrics(server)).contains("portcullis_pilot_alarms{alarm=\"payload-limit\"} 1");
        }
    }

    @Test
    void aBannedPilotOrPayloadBindsNothing() throws IOException {
        Identity other = site.files().atlasProxy("PA2", "/atlas/Role=pilot");
        site.files().write("etc/bans.txt", "pilot:/C=XX/O=Grid/CN=Pilot\n");

        try (PdpServer server = site.files().start()) {
            assertThat(site.ask(server, pilot, naming(alice, pilot))).isEqualTo(NOBODY);
            assertThat(site.ask(server, other, naming(alice, other))).isEqualTo("Permit atlas001");
        }
    }

    /** Somebody's name beside the chain of Alice. */
    private String about(int person) {
        return naming(alice, pilot)
                .replaceFirst("CN=Alice</c:AttributeValue>", "CN=U" + person + "</c:AttributeValue>");
    }

    private static String metrics(PdpServer server) throws IOException {
        try (InputStream page = new URL("http://127.0.0.1:" + server.healthPort() + "/metrics").openStream()) {
            return new String(page.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
