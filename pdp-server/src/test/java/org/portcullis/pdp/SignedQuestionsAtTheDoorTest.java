package org.portcullis.pdp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.portcullis.client.QueryEncoder;
import org.portcullis.client.Question;
import org.portcullis.client.credential.GridCredential;
import org.portcullis.load.pki.Identity;
import org.portcullis.pdp.config.ConfigReader;
import org.portcullis.profile.ActionType;
import org.portcullis.profile.Pilot;
import org.portcullis.profile.ResourceType;

/** Questions that the payload or the PEP signed, through TLS. */
class SignedQuestionsAtTheDoorTest {
    private static final Path WRAPPINGS =
            Path.of(System.getProperty("portcullis.shared", "../../shared"), "badinputs", "xsw.py");
    private static final String SAML_PROTOCOL = "urn:oasis:names:tc:SAML:2.0:protocol";
    private static final String VICTIM = "/C=XX/O=Grid/CN=Victim";

    @TempDir
    private Path directory;

    private final AtomicReference<Duration> drift = new AtomicReference<>(Duration.ofMinutes(-2));
    private TestSite site;
    private Identity pilot;
    private Identity payload;
    private int serial;

    @BeforeEach
    void makeSite() {
        site = TestSite.in(directory);
        pilot = site.atlasProxy("PA1", "/atlas/Role=pilot");
        payload = site.atlasProxy("Alice", "/atlas");
        site.replace("etc/policy/data/owners.yaml", "enabled: true", "enabled: false");
        site.write("etc/peps.yaml", site.read("etc/peps.yaml") + """

                pilots:
                  fqans: [/atlas/Role=pilot]
                  networks: [127.0.0.0/8]
                  proof-of-possession: signed
                """);
    }

    @Test
    void aPilotAsksAboutThePayloadThatSignedTheQuestion() throws Exception {
        try (PdpServer server = startedTwoMinutesAgo()) {
            Question question = question(payload, "wn1.example.org");
            byte[] unsigned = QueryEncoder.encode(brought(question, pilot), "_u", now());

            assertThat(ask(server, pilot, signed(brought(question, pilot), payload)))
                    .isEqualTo("Permit");
            assertThat(ask(server, pilot, new String(unsigned, UTF_8))).isEqualTo("untrusted-pep");
            assertThat(ask(server, pilot, signed(brought(question, pilot), pilot)))
                    .isEqualTo("untrusted-pep");
            assertThat(ask(server, pilot, signed(question, payload))).isEqualTo("untrusted-pep");
            assertThat(ask(
                            server,
                            pilot,
                            signed(brought(question, site.atlasProxy("PA2", "/atlas/Role=pilot")), payload)))
                    .isEqualTo("pilot-identity-mismatch");
            assertThat(ask(server, pilot, signed(brought(question, pilot), site.atlasProxy("Bob", "/atlas"))))
                    .isEqualTo("unacceptable-signature");
        }
    }

    /** Whoever makes a chain of his own that ends in another's certificate has a key for it, and nothing else. */
    @Test
    void aKeyOfAChainThatNobodyTrustsProvesNothing() throws Exception {
        TestSite elsewhere = TestSite.in(directory.resolve("elsewhere"));
        Identity forged = elsewhere.atlasProxy("Alice", "/atlas");

        try (PdpServer server = startedTwoMinutesAgo()) {
            assertThat(ask(server, pilot, signed(brought(question(forged, "wn1.example.org"), pilot), forged)))
                    .startsWith("credential-");
        }
    }

    @Test
    void aSignedQuestionIsAnsweredOnceAndSoonAndNotAfterARestart() throws Exception {
        Question question = brought(question(payload, "wn1.example.org"), pilot);
        String first = signed(question, payload);
        try (PdpServer server = startedTwoMinutesAgo()) {
            assertThat(ask(server, pilot, first)).isEqualTo("Permit");
            assertThat(ask(server, pilot, first)).isEqualTo("replayed-question");
            assertThat(server.reload().success()).isTrue();
            assertThat(ask(server, pilot, first)).isEqualTo("replayed-question");
            assertThat(ask(server, pilot, signed(question, payload, now().minus(Duration.ofHours(1)))))
                    .isEqualTo("stale-question");
            assertThat(ask(server, pilot, signed(question, payload, now().plus(Duration.ofHours(1)))))
                    .isEqualTo("stale-question");
        }
        try (PdpServer server = PdpServer.start(ConfigReader.read(site.configFile()), this::now)) {
            assertThat(ask(server, pilot, first)).isEqualTo("replay-unknown");
        }
    }

    @Test
    void aPepSignsWithTheKeyOfItsConnectionOrNotAtAll() throws Exception {
        try (PdpServer server = startedTwoMinutesAgo()) {
            Question question = question(payload, "wn1.example.org");
            String legacy = Questions.direct(payload.chain());

            assertThat(ask(server, site.pep(), signed(question, site.pep()))).isEqualTo("Permit");
            assertThat(ask(server, site.pep(), signed(question, payload))).isEqualTo("Permit");
            assertThat(ask(server, site.pep(), signed(question, site.pki().host("pep2.example.org"))))
                    .isEqualTo("unacceptable-signature");
            assertThat(ask(server, site.pep(), legacy)).isEqualTo("Permit");
            assertThat(ask(server, site.pep(), legacy)).isEqualTo("Permit");
        }
    }

    @Test
    void noneOfTheEightWrappingsBringsAForgedQuestionThrough() throws Exception {
        assumeTrue(Files.isReadable(WRAPPINGS), "SKIPPED: no catalogue of hostile inputs beside this repository");
        Question question = question(payload, "wn1.example.org");

        try (PdpServer server = startedTwoMinutesAgo()) {
            for (int way = 1; way <= 8; way++) {
                String ofPep = wrapped(way, signed(question, site.pep()));
                String ofPayload = wrapped(way, signed(brought(question, pilot), payload));
                assertThat(ask(server, site.pep(), ofPep))
                        .as("wrapping %d, signed by the PEP", way)
                        .isIn("unacceptable-signature", "malformed-query");
                assertThat(ask(server, pilot, ofPayload))
                        .as("wrapping %d, signed by the payload", way)
                        .isIn("unacceptable-signature", "malformed-query");
            }
            assertThat(ask(server, pilot, signed(brought(question, pilot), payload)))
                    .isEqualTo("Permit");
        }
    }

    private PdpServer startedTwoMinutesAgo() {
        InstantSource clock = () -> Instant.now().plus(drift.get());
        PdpServer server = PdpServer.start(ConfigReader.read(site.configFile()), clock);
        drift.set(Duration.ZERO);
        return server;
    }

    private Instant now() {
        return Instant.now();
    }

    private Question question(Identity about, String host) throws GeneralSecurityException {
        return Question.of(credential(about).chain().asSubject(), ResourceType.WN, host, ActionType.EXECUTE_NOW);
    }

    private Question brought(Question question, Identity by) throws GeneralSecurityException {
        Pilot owner = credential(by).chain().asPilot();
        return question.broughtBy(owner);
    }

    private String signed(Question question, Identity signer) throws GeneralSecurityException {
        return signed(question, signer, now());
    }

    private String signed(Question question, Identity signer, Instant at) throws GeneralSecurityException {
        URI server = URI.create("https://localhost:8443/");
        return new String(QueryEncoder.encodeSigned(question, "_" + serial++, at, server, credential(signer)), UTF_8);
    }

    private GridCredential credential(Identity identity) throws GeneralSecurityException {
        Path file = directory.resolve("proxy" + serial++);
        identity.writeProxy(file);
        return GridCredential.ofProxyFile(file);
    }

    private String wrapped(int way, String signed) throws IOException, InterruptedException {
        String declared = signed.replace("<env:Envelope ", "<env:Envelope xmlns:samlp=\"" + SAML_PROTOCOL + "\" ");
        Path file = Files.writeString(directory.resolve("signed.xml"), declared, UTF_8);
        Process wrapping = new ProcessBuilder(
                        "python3", WRAPPINGS.toString(), Integer.toString(way), file.toString(), VICTIM)
                .redirectErrorStream(true)
                .start();
        String output = new String(wrapping.getInputStream().readAllBytes(), UTF_8);
        assertThat(wrapping.waitFor()).as(output).isZero();
        return output;
    }

    /** Permit, or the reason that the audit log gives. */
    private String ask(PdpServer server, Identity caller, String question) throws IOException {
        Exchange.Reply reply = site.as(caller, server).post(question);
        List<String> lines = site.auditLines();
        String reason = lines.get(lines.size() - 1).replaceAll(".*\"reason\":\"([^\"]*)\".*", "$1");
        return reply.decision().equals("Permit") ? "Permit" : reason;
    }
}
