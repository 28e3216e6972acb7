package org.portcullis.pdp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.portcullis.load.pki.Identity;
import org.portcullis.pdp.config.ConfigReader;

/** A running server remembers whom it verified, and forgets it in time. */
class ChainsRememberedTest {
    @TempDir
    private Path directory;

    private TestSite site;
    private Identity alice;
    private Instant time = InstantSource.system().instant();

    @BeforeEach
    void makeSite() {
        site = TestSite.in(directory);
        alice = site.atlasProxy("Alice", "/atlas");
    }

    @Test
    void aChainThatWasVerifiedIsRemembered() throws IOException {
        try (PdpServer server = start()) {
            assertThat(decision(server, alice.chain())).isEqualTo("Permit");
            double found = metric(server, "portcullis_chain_cache_misses_total");
            double remembered = metric(server, "portcullis_chain_cache_hits_total");

            assertThat(decision(server, alice.chain())).isEqualTo("Permit");

            assertThat(found).as("chain, attributes, caller").isEqualTo(3);
            assertThat(metric(server, "portcullis_chain_cache_misses_total")).isEqualTo(found);
            assertThat(metric(server, "portcullis_chain_cache_hits_total")).isGreaterThanOrEqualTo(remembered + 3);
            assertThat(metric(server, "portcullis_chain_cache_evictions_total")).isZero();
        }
    }

    /** Catalogue C37. */
    @Test
    void anHonestChainLendsNothingToAForgedOne() throws IOException {
        try (PdpServer server = start()) {
            assertThat(decision(server, alice.chain())).isEqualTo("Permit");

            assertThat(decision(server, forged())).isEqualTo("Deny");
            assertThat(lastLine()).contains("\"reason\":\"credential-invalid\"");
        }
    }

    /** Catalogue C38. */
    @Test
    void aForgedChainDoesNotLockAnHonestOneOut() throws IOException {
        try (PdpServer server = start()) {
            assertThat(decision(server, forged())).isEqualTo("Deny");

            assertThat(decision(server, alice.chain())).isEqualTo("Permit");
        }
    }

    /** Fault F14. */
    @Test
    void aRevocationEndsWhatIsRemembered() throws IOException {
        try (PdpServer server = start()) {
            assertThat(decision(server, alice.chain())).isEqualTo("Permit");
            site.pki().revoke(alice);

            server.reload();

            assertThat(decision(server, alice.chain())).isEqualTo("Deny");
            assertThat(lastLine()).contains("\"reason\":\"credential-revoked\"");
        }
    }

    /** Nobody tells the server: it looks. The default pause is 5 seconds, and what is remembered lives no longer than 30. */
    @Test
    void aRevocationOnDiskEndsWhatIsRememberedWithoutAReload() throws IOException {
        site.replace("etc/portcullis.yaml", "tls:\n", "tls:\n  reread: 100ms\n");
        try (PdpServer server = start()) {
            assertThat(decision(server, alice.chain())).isEqualTo("Permit");

            site.pki().revoke(alice);

            Awaitility.await()
                    .atMost(Duration.ofSeconds(10))
                    .untilAsserted(
                            () -> assertThat(decision(server, alice.chain())).isEqualTo("Deny"));
            assertThat(lastLine()).contains("\"reason\":\"credential-revoked\"");
        }
    }

    @Test
    void membershipsEndWithTheFileOfTheirServer() throws IOException {
        try (PdpServer server = start()) {
            assertThat(decision(server, alice.chain())).isEqualTo("Permit");
            Files.delete(site.pki().vomsDirectory().resolve("atlas/voms.atlas.example.org.lsc"));

            time = time.plusSeconds(61);

            assertThat(decision(server, alice.chain())).isEqualTo("Deny");
            assertThat(lastLine()).contains("\"doubts\":[\"ac-unverifiable\"]", "\"fqans\":[]");
        }
    }

    private PdpServer start() {
        return PdpServer.start(ConfigReader.read(site.configFile()), () -> time);
    }

    /** A proxy over the same certificates, whose maker does not have their key. */
    private List<X509Certificate> forged() {
        Identity mallory = site.pki().user("Mallory");
        return site.pki().proxy(new Identity(alice.chain(), mallory.key())).chain();
    }

    private String decision(PdpServer server, List<X509Certificate> chain) throws IOException {
        return site.asPep(server).post(Questions.direct(chain)).decision();
    }

    private String lastLine() {
        List<String> lines = site.auditLines();
        return lines.get(lines.size() - 1);
    }

    private static double metric(PdpServer server, String name) throws IOException {
        return Scrape.of(server).value(name);
    }
}
