package org.portcullis.pdp.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.portcullis.pdp.config.PdpConfig.CrlMode;

/** The certificates of the catalogue of hostile inputs, made by its own generator. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileChainsTest {
    private Path world;
    private GridTrust trust;

    @BeforeAll
    void makeWorld(@TempDir Path directory) throws IOException {
        assumeTrue(HostileChains.areHere(), "SKIPPED: no catalogue of hostile inputs beside this repository");
        HostileChains.write(directory);
        world = directory;
        trust = GridTrust.open(directory.resolve("certificates"), CrlMode.IF_VALID);
    }

    @AfterAll
    void endWorld() {
        if (trust != null) {
            trust.close();
        }
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "proxy_ok, valid",
        "proxy_limited, valid",
        "host, valid",
        "proxy_wrong_signer, credential-invalid",
        "proxy_bad_subject, credential-invalid",
        "proxy_ca, credential-invalid",
        "proxy_san, credential-invalid",
        "proxy_pathlen, credential-invalid",
        "proxy_unlimit, credential-invalid",
        "proxy_independent, credential-invalid",
        "proxy_restricted, credential-invalid",
        "proxy_unknownpol, credential-invalid",
        "proxy_mixed, credential-invalid",
        "proxy_legacy, credential-invalid",
        "eec_cn_proxy, credential-invalid",
        "proxy_expired, credential-expired",
        "proxy_expired_eec, credential-expired",
        "future_host, credential-not-yet-valid",
        "revoked_user, credential-revoked",
        "proxy_of_revoked, credential-revoked",
        "rogue_host, credential-untrusted",
        "selfsigned_clone, credential-untrusted",
        "outside_namespace, credential-untrusted",
        "eku_server_only, credential-invalid",
        "leaf_as_ca, credential-untrusted",
        "weak_rsa1024, credential-invalid",
        "crit_ext, credential-invalid",
        "huge_rdn, credential-invalid",
        "dn_multivalued, credential-invalid",
        "dn_nul, credential-invalid",
        "dn_crlf, credential-invalid",
        "dn_slash, credential-invalid",
        "shuffled, credential-invalid",
        "two_eec, credential-invalid",
        "deep_proxy_20, credential-invalid",
        "bomb_2000, credential-invalid",
        "loop, credential-untrusted"
    })
    void chainIsJudgedAsCatalogued(String file, String expected) throws IOException, CertificateException {
        ChainVerdict verdict = trust.verify(chain(file));

        assertThat(verdict.<String>match(
                        name -> "valid", doubt -> doubt.reason().value()))
                .isEqualTo(expected);
    }

    private List<X509Certificate> chain(String file) throws IOException, CertificateException {
        try (InputStream pem = Files.newInputStream(world.resolve(file + ".pem"))) {
            return CertificateFactory.getInstance("X.509").generateCertificates(pem).stream()
                    .map(X509Certificate.class::cast)
                    .toList();
        }
    }
}
