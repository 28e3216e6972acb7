package org.portcullis.pdp.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.portcullis.pdp.config.ConfigException;
import org.portcullis.pdp.config.PdpConfig;

class BundleSignaturesTest {
    @TempDir
    private Path directory;

    private Bundle bundle;

    @BeforeEach
    void makeABundleAndKeys() {
        bundle = Bundle.of(Packs.copy(directory.resolve("pack")));
        Stream.of("alice", "bob", "mallory").forEach(name -> Packs.keys(directory, name));
    }

    @Test
    void twoPeopleAreEnoughForTheTwoPersonRule() {
        BundleSignatures signatures = by("alice", "bob");

        assertThatCode(() -> trusted(2, "alice", "bob").demand(bundle, signatures))
                .doesNotThrowAnyException();
        assertThat(trusted(2, "alice", "bob").of(bundle, signatures)).containsExactly("alice.pem", "bob.pem");
    }

    @Test
    void onePersonIsOnePersonHoweverOften() throws IOException {
        Files.copy(directory.resolve("alice.pem"), directory.resolve("alias.pem"));
        BundleSignatures twice = by("alice", "alice");

        assertThatThrownBy(() -> trusted(2, "alice", "bob").demand(bundle, twice))
                .hasMessageContaining("signed by 1 of the 2 trusted people it takes [alice.pem]");
        assertThatThrownBy(() -> trusted(2, "alice", "alias").demand(bundle, by("alice")))
                .isInstanceOf(BundleException.class);
    }

    @Test
    void missingAndStrangeSignaturesDoNotCount() {
        assertThatThrownBy(() -> trusted(1, "alice").demand(bundle, BundleSignatures.NONE))
                .isInstanceOf(BundleException.class);
        assertThatThrownBy(() -> trusted(1, "alice").demand(bundle, by("mallory")))
                .isInstanceOf(BundleException.class);
    }

    @Test
    void signatureOfAnotherBundleDoesNotCount() {
        Bundle other = Bundle.of(Packs.version(directory.resolve("other"), "9.9"));

        assertThatThrownBy(() -> trusted(1, "alice").demand(other, by("alice"))).isInstanceOf(BundleException.class);
    }

    @Test
    void signaturesAreKeptBesideTheBundle() {
        Path file = directory.resolve(bundle.fileName());

        by("alice", "bob").writeBeside(file);

        assertThat(BundleSignatures.beside(file)).isEqualTo(by("alice", "bob"));
        assertThat(directory.resolve("bundle-" + bundle.digest() + ".sig")).exists();
    }

    @Test
    void opensslAgrees() throws Exception {
        Path file = Files.write(directory.resolve(bundle.fileName()), bundle.content());
        String line = by("alice").lines().get(0);
        Path signature = Files.write(
                directory.resolve("signature"), java.util.Base64.getDecoder().decode(line));

        Process openssl = new ProcessBuilder(
                        "openssl",
                        "pkeyutl",
                        "-verify",
                        "-pubin",
                        "-inkey",
                        directory.resolve("alice.pem") + "",
                        "-rawin",
                        "-in",
                        file.toString(),
                        "-sigfile",
                        signature.toString())
                .redirectErrorStream(true)
                .start();

        assertThat(new String(openssl.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8))
                .contains("Verified Successfully");
    }

    @Test
    void damagedSignatureFileIsRefused() {
        Path file = directory.resolve(bundle.fileName());
        Packs.write(directory.resolve("bundle-" + bundle.digest() + ".sig"), "not base64\n");

        assertThatThrownBy(() -> BundleSignatures.beside(file)).isInstanceOf(BundleException.class);
    }

    @Test
    void keyThatEverybodyCanReadIsRefused() throws IOException {
        Path key = directory.resolve("alice.key");
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--"));

        assertThatThrownBy(() -> BundleSignatures.NONE.signed(bundle, key))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("open to everybody");
    }

    @Test
    void whatIsNoKeyIsNamed() {
        Path none = Packs.write(
                directory.resolve("none.pem"), "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----");

        assertThatThrownBy(() -> new TrustedSigners(new PdpConfig.Signing(List.of(none), 1)))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("none.pem")
                .hasMessageContaining("not a public Ed25519 key");
    }

    private BundleSignatures by(String... names) {
        BundleSignatures signatures = BundleSignatures.NONE;
        for (String name : names) {
            signatures = signatures.signed(bundle, directory.resolve(name + ".key"));
        }
        return signatures;
    }

    private TrustedSigners trusted(int required, String... names) {
        List<Path> keys =
                Stream.of(names).map(name -> directory.resolve(name + ".pem")).toList();
        return new TrustedSigners(new PdpConfig.Signing(keys, required));
    }
}
