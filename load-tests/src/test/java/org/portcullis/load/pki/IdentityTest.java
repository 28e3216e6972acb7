package org.portcullis.load.pki;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import javax.security.auth.x500.X500Principal;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.portcullis.profile.Dn;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IdentityTest {
    private static final Instant NOW = Instant.parse("2026-11-22T09:00:00Z");

    private Path directory;
    private GridPki pki;
    private Identity alice;

    @BeforeAll
    void makePki(@TempDir Path temporary) {
        directory = temporary;
        pki = GridPki.create(directory, InstantSource.fixed(NOW));
        alice = pki.user("Alice");
    }

    @Test
    void proxyFilesHoldLeafThenKeyThenChainForTheirOwnerOnly() throws Exception {
        Path file = directory.resolve("x509up");

        pki.proxy(alice).writeProxy(file);

        assertThat(Files.readAllLines(file).stream().filter(line -> line.startsWith("-----BEGIN")))
                .containsExactly(
                        "-----BEGIN CERTIFICATE-----", "-----BEGIN PRIVATE KEY-----", "-----BEGIN CERTIFICATE-----");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @ParameterizedTest
    @EnumSource(KeyType.class)
    void whatIsWrittenIsRead(KeyType keyType) {
        Identity host = pki.authority().issue(pki.hostEntity("wn1.example.org").with(keyType));
        Path certificate = directory.resolve("cert-" + keyType);
        Path key = directory.resolve("key-" + keyType);

        host.writeCertificate(certificate);
        host.writeKey(key);

        assertThat(Identity.read(certificate, key)).isEqualTo(host);
    }

    @Test
    void readOnlyFilesAreReplaced() throws Exception {
        Path key = directory.resolve("key.pem");
        alice.writeKey(key);

        pki.user("Bob").writeKey(key);

        assertThat(Pem.readKey(key)).isNotEqualTo(alice.key());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
                .isEqualTo("r--------");
        assertThat(directory.resolve(".key.pem.new")).doesNotExist();
    }

    @Test
    void keysWrittenByOpensslAreRead() throws Exception {
        Path key = directory.resolve("pkcs8.pem");
        Path traditional = directory.resolve("pkcs1.pem");
        alice.writeKey(key);

        Openssl.run("rsa", "-traditional", "-in", key, "-out", traditional);

        assertThat(Files.readString(traditional)).startsWith("-----BEGIN RSA PRIVATE KEY-----");
        assertThat(Pem.readKey(traditional)).isEqualTo(alice.key());
    }

    @Test
    void filesWithoutWhatIsWantedSaySo() throws Exception {
        Path empty = Files.createFile(directory.resolve("empty.pem"));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Pem.readKey(empty))
                .withMessageContaining("no unencrypted private key in `" + empty);
        assertThatThrownBy(() -> Pem.readCertificates(directory.resolve("absent.pem")))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("absent.pem");
        assertThatIllegalArgumentException().isThrownBy(() -> new Identity(List.of(), alice.key()));
    }

    @Test
    void keysAreNotPrinted() {
        assertThat(alice).hasToString("Identity[/C=XX/O=Grid/CN=Alice]");
    }

    @Test
    void lifetimesCountFromTheClockThatIsGiven() {
        assertThat(alice.certificate().getNotBefore()).isEqualTo("2026-11-22T08:55:00Z");
        assertThat(alice.certificate().getNotAfter()).isEqualTo("2026-12-22T09:00:00Z");
        assertThat(pki.proxy(alice).certificate().getNotAfter()).isEqualTo("2026-11-22T21:00:00Z");
    }

    @Test
    void aValidityEndsAfterItStarts() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Validity(NOW, NOW));
        assertThatIllegalArgumentException().isThrownBy(() -> Validity.startingAt(NOW, Duration.ofHours(-1)));
    }

    @Test
    void onlyWhatAnAuthorityIssuedIsRevokedByIt() {
        CertificateAuthority other = pki.trust(new Dn("/C=YY/CN=Other CA"), "/C=YY");

        assertThat(pki.proxy(alice).certificateIssuedBy(pki.authority().name())).isEqualTo(alice.certificate());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> pki.revoke(other, alice))
                .withMessageContaining("issued nothing to /C=XX/O=Grid/CN=Alice");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/C=XX/O=Grid/CN=Alice",
                "/DC=org/DC=example/OU=People/UID=alice/CN=Alice Größe",
                "/C=XX/ST=State/L=Town/STREET=Way/SN=Last/GN=First/title=Dr/serialNumber=7/emailAddress=a@example.org"
            })
    void namesComeBackFromCertificatesAsTheyWere(String name) throws Exception {
        X500Principal principal =
                new X500Principal(DirectoryName.of(new Dn(name)).getEncoded());

        assertThat(Dn.of(principal)).hasToString(name);
    }
}
