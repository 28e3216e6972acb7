package org.portcullis.pdp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.portcullis.client.credential.CertificateChain;
import org.portcullis.pdp.config.ConfigReader;
import org.portcullis.pdp.config.PdpConfig;
import org.portcullis.pdp.mapping.LeaseRegister;
import org.portcullis.pdp.trust.GridTrust;
import org.portcullis.pdp.trust.RehearsalTls;
import org.portcullis.pdp.trust.ServerTls;
import org.portcullis.profile.Dn;

class ReadyMeansWarmTest {
    private static final String QUESTION =
            Questions.direct("/C=XX/O=Grid/CN=Alice", "/atlas/Role=production/Capability=NULL");

    @TempDir
    private Path directory;

    private TestSite site;

    @BeforeEach
    void makeSite() {
        site = TestSite.in(directory);
    }

    private record Page(int status, String text) {}

    @Test
    void aServerIsReadyOnceItIsWarmAndAnswersMeanwhile() throws IOException {
        warmUp("20s");

        try (PdpServer server = site.start()) {
            assertThat(page(server, "/readyz?verbose").text()).contains("\"warm\":{\"status\":\"fail\"");
            assertThat(page(server, "/readyz").status()).isEqualTo(503);
            assertThat(page(server, "/livez").status()).isEqualTo(200);
            assertThat(site.asPep(server).post(QUESTION).decision()).isEqualTo("Permit");

            await().atMost(Duration.ofSeconds(40))
                    .until(() -> page(server, "/readyz").status() == 200);

            assertThat(page(server, "/livez").status()).isEqualTo(200);
        }
    }

    @Test
    void theRehearsalLeavesNothingBehind() throws IOException {
        warmUp("4s");

        try (PdpServer server = site.start()) {
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> page(server, "/readyz").status() == 200);

            assertThat(page(server, "/metrics").text())
                    .contains("portcullis_decisions_total{decision=\"permit\",interface=\"soap\"} 0.0")
                    .contains("portcullis_decision_duration_seconds_count 0")
                    .contains("portcullis_chain_cache_misses_total 0.0")
                    .doesNotContainPattern("portcullis_(decisions|tls_rejects)_total\\{.*} [1-9]");
            assertThat(site.auditLines()).isEmpty();
        }
        try (LeaseRegister leases = LeaseStores.open(ConfigReader.read(site.configFile()), InstantSource.system())) {
            assertThat(leases.all()).isEmpty();
        }
    }

    @Test
    void aSiteMayDoWithoutIt() throws IOException {
        try (PdpServer server = site.start()) {
            assertThat(page(server, "/readyz").status()).isEqualTo(200);
        }
    }

    @Test
    void nobodyElseIsBelievedAtTheRehearsal() throws IOException, GeneralSecurityException {
        PdpConfig config = ConfigReader.read(site.configFile());
        Instant now = Instant.now();
        try (GridTrust trust =
                GridTrust.open(config.tls().trustDir(), config.tls().crls())) {
            ServerTls tls = ServerTls.open(config.tls(), trust::verify, () -> now);

            RehearsalTls rehearsal = RehearsalTls.create(tls, trust, now);
            RehearsalTls another = RehearsalTls.create(tls, trust, now);

            assertThat(rehearsal.verify(rehearsal.clientChain()).holder()).contains(rehearsal.clientName());
            assertThat(rehearsal.verify(another.clientChain()).holder()).isEmpty();
            assertThat(rehearsal.verify(site.pep().chain()).holder()).isEmpty();
            assertThat(tls.verify(site.pep().chain()).holder()).isPresent();
            assertThat(tls.verify(rehearsal.clientChain()).holder()).isEmpty();
        }
    }

    @Test
    void policyAndMapsAreRehearsedToTheirEnd() throws IOException {
        byte[] pem = CertificateChain.toPem(site.pep().chain()).getBytes(UTF_8);
        Dn client = new Dn("/C=XX/O=Grid/CN=Alice");
        List<byte[]> questions = RehearsalQuestions.of(client, pem, List.of("atlas"));

        try (PdpServer server = site.start()) {
            List<String> decisions = new ArrayList<>();
            for (byte[] question : questions) {
                decisions.add(
                        site.asPep(server).post(new String(question, UTF_8)).decision());
            }

            assertThat(questions).doesNotHaveDuplicates();
            assertThat(decisions).hasSize(6).contains("Permit", "Deny").doesNotContain("Indeterminate");
        }
    }

    private void warmUp(String longest) {
        site.replace("etc/portcullis.yaml", "warm-up: never", "warm-up: " + longest);
    }

    private static Page page(PdpServer server, String path) throws IOException {
        URI address = URI.create("http://127.0.0.1:" + server.healthPort() + path);
        HttpURLConnection http = (HttpURLConnection) address.toURL().openConnection();
        int status = http.getResponseCode();
        try (InputStream body = status == 200 ? http.getInputStream() : http.getErrorStream()) {
            return new Page(status, new String(body.readAllBytes(), UTF_8));
        }
    }
}
