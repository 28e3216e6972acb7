package org.portcullis.pdp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.portcullis.load.pki.Identity;

/** Who asks a running server what: the catalogue's entries on callers, by their numbers, and what raises alarms. */
class CallersAtTheDoorTest {
    private static final String ALICE = "/C=XX/O=Grid/CN=Alice";
    private static final String PILOT = "/C=XX/O=Grid/CN=Pilot";
    private static final String DENIED = "RequestDenied";

    @TempDir
    private Path directory;

    private TestSite site;
    private Identity alice;
    private Identity node;

    @BeforeEach
    void makeSite() {
        site = TestSite.in(directory);
        alice = site.atlasProxy("Alice", "/atlas");
        node = site.pki().host("wn1.example.org");
    }

    /** E01, E02: and a host certificate alone makes nobody a worker node. */
    @Test
    void whoIsNotListedMayAskNothing() throws IOException {
        try (PdpServer server = site.start()) {
            assertThat(ask(server, site.pki().user("Alice"), Questions.direct(alice.chain())))
                    .isEqualTo(DENIED);
            assertThat(ask(server, site.pki().host("wn2.example.org"), Questions.direct(alice.chain())))
                    .isEqualTo(DENIED);
        }
    }

    /** E03, E05. */
    @Test
    void aWorkerNodeAsksAboutProvenWorkOnItself() throws IOException {
        String honest = Questions.direct(alice.chain());

        try (PdpServer server = site.start()) {
            assertThat(ask(server, node, honest)).isEqualTo("Permit");
            for (String type : List.of("ce", "se", "rb", "other")) {
                assertThat(ask(server, node, honest.replace("resource-type/wn", "resource-type/" + type)))
                        .isEqualTo(DENIED);
            }
            assertThat(ask(server, node, honest.replace(">wn1.", ">other-wn."))).isEqualTo(DENIED);
            assertThat(ask(server, node, honest.replace("execute-now", "queue")))
                    .isEqualTo(DENIED);
            assertThat(ask(server, node, Questions.direct(ALICE, "/atlas"))).isEqualTo(DENIED);
        }
    }

    /** E04, E05, E06. */
    @Test
    void aPilotAsksForNobodyElse() throws IOException {
        Identity pilot = site.atlasProxy("PA1", "/atlas/Role=pilot");
        Identity foreign = site.atlasProxy("Carol", "/cms");

        try (PdpServer server = site.start()) {
            assertThat(ask(server, pilot, Questions.direct(foreign.chain()))).isEqualTo(DENIED);
            assertThat(ask(server, pilot, Questions.direct(ALICE, "/atlas"))).isEqualTo(DENIED);
            assertThat(ask(server, pilot, Questions.direct(alice.chain()))).isEqualTo(DENIED);
        }
    }

    /** E07. */
    @Test
    void nobodyGetsTheAccountOfThePilotOrOfTheSystem() throws IOException {
        site.write(
                "etc/accounts.map",
                "\"" + ALICE + "\" shared\n\"" + PILOT + "\" shared\n" + site.read("etc/accounts.map"));
        site.write("etc/passwd", site.read("etc/passwd") + "shared:x:49000:3100::/:/bin/sh\n");

        try (PdpServer server = site.start()) {
            assertThat(ask(server, site.pep(), Questions.payload(alice.chain(), PILOT, "/atlas/Role=pilot")))
                    .isEqualTo("Deny mapping-collides-with-pilot");
            assertThat(ask(server, site.pep(), Questions.direct("/C=XX/O=Grid/CN=Root Mapped", "/atlas")))
                    .isEqualTo("Deny mapping-forbidden");
        }
    }

    @Test
    void aPoolForVerifiedPeopleIsNotForNamesAlone() throws IOException {
        site.replace("etc/portcullis.yaml", "mapping:\n", "mapping:\n  verified-only: [.atlas]\n");

        try (PdpServer server = site.start()) {
            assertThat(ask(server, site.pep(), Questions.direct(ALICE, "/atlas")))
                    .isEqualTo("Deny mapping-unverified");
            assertThat(ask(
                            server,
                            site.pep(),
                            saying(Questions.direct(site.pki().user("Alice").chain()), "voms-primary-fqan", "/atlas")))
                    .isEqualTo("Deny mapping-unverified");
            assertThat(ask(server, site.pep(), Questions.direct(alice.chain()))).isEqualTo("Permit");
            assertThat(ask(server, site.pep(), Questions.direct(ALICE, "/cms"))).isEqualTo("Permit");
        }
    }

    @Test
    void aLieAboutACertificateIsDeniedAndRaisesAnAlarm() throws Exception {
        String lie = saying(Questions.direct(alice.chain()), "subject-x509-issuer", "/C=XX/O=Grid/CN=Other CA");

        try (PdpServer server = site.start()) {
            assertThat(alarms(server)).contains("portcullis_alarms_total{reason=\"credential-mismatch\"} 0.0");
            assertThat(ask(server, site.pep(), lie)).isEqualTo("Deny credential-mismatch");
            assertThat(alarms(server)).contains("portcullis_alarms_total{reason=\"credential-mismatch\"} 1.0");
        }
    }

    @Test
    void whatOnlyTheServerSaysIsNotReadButNoted() throws IOException {
        String posing = Questions.direct(alice.chain())
                .replace(
                        "<c:Environment>",
                        "<c:Environment>" + Questions.attribute("urn:portcullis:mupj:approval", "approved"));

        try (PdpServer server = site.start()) {
            assertThat(ask(server, site.pep(), posing)).isEqualTo("Permit");
        }

        assertThat(site.auditLines().get(0)).contains("\"doubts\":[\"reserved-attributes\"]");
    }

    @Test
    void aBanThatHitsByAnotherSpellingIsMarked() throws IOException {
        try (PdpServer server = site.start()) {
            assertThat(ask(server, site.pep(), Questions.direct("/C=XX/O=Grid/CN=BANNED  user", "/atlas")))
                    .isEqualTo("Deny banned-subject");
            assertThat(ask(server, site.pep(), Questions.direct("/C=XX/O=Grid/CN=Banned User", "/atlas")))
                    .isEqualTo("Deny banned-subject");
        }

        assertThat(site.auditLines().get(0)).contains("\"dnAmbiguous\":true");
        assertThat(site.auditLines().get(1)).doesNotContain("dnAmbiguous");
    }

    private static String saying(String question, String attribute, String value) {
        return question.replace(
                "</c:Subject>",
                Questions.attribute("http://authz-interop.org/xacml/subject/" + attribute, value) + "</c:Subject>");
    }

    private static String alarms(PdpServer server) throws Exception {
        URI metrics = URI.create("http://127.0.0.1:" + server.healthPort() + "/metrics");
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(metrics).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private String ask(PdpServer server, Identity caller, String question) throws IOException {
        Exchange.Reply reply = site.as(caller, server).post(question);
        if (reply.body().contains(DENIED)) {
            return DENIED;
        }
        List<String> lines = site.auditLines();
        String reason = lines.get(lines.size() - 1).replaceAll(".*\"reason\":\"([^\"]*)\".*", "$1");
        return (reply.decision() + " " + reason).strip();
    }
}
