package org.portcullis.client.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.portcullis.client.TestPki;

class TrustedCasTest {
    private static final TestPki PKI = TestPki.shared();

    @TempDir
    private Path home;

    @Test
    void aGridDirectoryIsReadAndWhatIsNoCertificateIsLeftOut() throws GeneralSecurityException {
        TrustedCas cas = TrustedCas.ofDirectory(PKI.file("cas"));

        assertThat(((X509TrustManager) cas.trustManagers()[0]).getAcceptedIssuers())
                .hasSize(1);
    }

    @Test
    void filesOfOtherNamesTrustNobody() throws IOException {
        Files.copy(PKI.file("ca.pem"), home.resolve("ca.pem"));
        Files.copy(PKI.file("ca.pem"), home.resolve("0a1b2c3d.r0"));

        assertThatThrownBy(() -> TrustedCas.ofDirectory(home))
                .isInstanceOf(GeneralSecurityException.class)
                .hasMessageContaining("--ca-dir");
    }

    @Test
    void aDirectoryThatIsNotThereIsAnError() {
        assertThatThrownBy(() -> TrustedCas.ofDirectory(home.resolve("none")))
                .isInstanceOf(GeneralSecurityException.class);
    }
}
