package org.portcullis.client.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.portcullis.client.TestPki;
import org.portcullis.profile.Fqan;

class GridCredentialTest {
    private static final TestPki PKI = TestPki.shared();
    private static final String ALICE = "/DC=org/DC=example/O=Müller & <Söhne>/CN=Alice";

    @TempDir
    private Path home;

    @ParameterizedTest
    @ValueSource(strings = {"alice.proxy", "alice-twice.proxy", "alice-legacy.proxy"})
    void theOwnerOfAProxyIsTheOneBehindIt(String file) throws GeneralSecurityException {
        CertificateChain chain = GridCredential.ofProxyFile(PKI.file(file)).chain();

        assertThat(chain.isProxy()).isTrue();
        assertThat(chain.ownerDn().value()).isEqualTo(ALICE);
    }

    @Test
    void aUserCertificateIsItsOwnOwner() throws GeneralSecurityException {
        CertificateChain chain = CertificateChain.ofFile(PKI.file("alice.pem"));

        assertThat(chain.isProxy()).isFalse();
        assertThat(chain.ownerDn().value()).isEqualTo(ALICE);
        assertThat(chain.fqans()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"alice.proxy", "alice-twice.proxy"})
    void fqansAreReadFromTheAttributeCertificateInOrder(String file) throws GeneralSecurityException {
        CertificateChain chain = CertificateChain.ofFile(PKI.file(file));

        assertThat(chain.fqans()).containsExactly(new Fqan("/atlas/Role=production"), new Fqan("/atlas"));
        assertThat(chain.asSubject().fqans()).isEqualTo(chain.fqans());
        assertThat(chain.asPilot().dn().value()).isEqualTo(ALICE);
    }

    @Test
    void aChainWithoutTheOwnerIsRefused() throws Exception {
        CertificateChain chain = CertificateChain.ofFile(PKI.file("rfc.pem"));

        assertThatThrownBy(chain::ownerDn)
                .isInstanceOf(GeneralSecurityException.class)
                .hasMessageContaining("use the whole proxy file");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r-----", "rw----r--", "rwxrwxrwx"})
    void aKeyThatOthersCanReadIsRefused(String permissions) throws IOException {
        Path file = Files.copy(PKI.file("alice.proxy"), home.resolve("open.proxy"));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));

        assertThatThrownBy(() -> GridCredential.ofProxyFile(file)).hasMessageEndingWith("run chmod 0400");
    }

    @ParameterizedTest
    @CsvSource({
        "genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048 -out KEY, BEGIN PRIVATE KEY",
        "genrsa -traditional -out KEY 2048, BEGIN RSA PRIVATE KEY",
        "ecparam -name prime256v1 -genkey -out KEY, BEGIN EC PRIVATE KEY",
        "ecparam -name secp384r1 -genkey -noout -out KEY, BEGIN EC PRIVATE KEY",
        "genpkey -algorithm ed25519 -out KEY, BEGIN PRIVATE KEY"
    })
    void everyUnencryptedKeyThatOpensslWritesIsRead(String command, String label) throws Exception {
        Path key = home.resolve("key.pem");
        Path certificate = home.resolve("cert.pem");
        PKI.openssl(command.replace("KEY", key.toString()).split(" "));
        PKI.openssl("req", "-x509", "-new", "-key", key.toString(), "-subj", "/CN=x", "-out", certificate.toString());

        GridCredential credential = GridCredential.ofFiles(certificate, key);

        assertThat(Files.readString(key)).contains(label);
        assertThat(credential).hasToString("GridCredential[1]");
    }

    @Test
    void anEncryptedKeyIsRefusedWithARemedy() throws IOException {
        Path key = home.resolve("key.pem");
        PKI.openssl(
                "genpkey",
                "-algorithm",
                "EC",
                "-pkeyopt",
                "ec_paramgen_curve:P-256",
                "-aes128",
                "-pass",
                "pass:x",
                "-out",
                key.toString());

        assertThatThrownBy(() -> GridCredential.ofFiles(PKI.file("alice.pem"), key))
                .hasMessageContaining("encrypted");
    }

    @Test
    void aKeyOfAnotherCertificateIsRefused() throws IOException {
        List<String> keys = List.of("one.key", "two.key");
        for (String key : keys) {
            PKI.openssl("genrsa", "-out", home.resolve(key).toString(), "2048");
        }
        Path certificate = home.resolve("one.pem");
        PKI.openssl(
                "req",
                "-x509",
                "-new",
                "-key",
                home.resolve("one.key").toString(),
                "-subj",
                "/CN=x",
                "-out",
                certificate.toString());

        assertThatThrownBy(() -> GridCredential.ofFiles(certificate, home.resolve("two.key")))
                .hasMessage("the private key does not belong to the certificate");
    }

    @Test
    void aKeyOfAnotherKindIsRefused() throws IOException {
        Path key = home.resolve("rsa.key");
        PKI.openssl("genrsa", "-out", key.toString(), "2048");

        assertThatThrownBy(() -> GridCredential.ofFiles(PKI.file("alice.pem"), key))
                .hasMessage("the private key is damaged or not of the certificate's kind");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n", "-----BEGIN CERT"})
    void aFileThatHoldsNoCredentialIsRefused(String content) throws IOException {
        Path file = Files.writeString(home.resolve("bad.pem"), content);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));

        assertThatThrownBy(() -> GridCredential.ofProxyFile(file)).isInstanceOf(GeneralSecurityException.class);
        assertThatThrownBy(() -> GridCredential.ofProxyFile(home.resolve("none")))
                .isInstanceOf(GeneralSecurityException.class)
                .hasMessageContaining("check that it exists");
    }
}
