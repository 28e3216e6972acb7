package org.portcullis.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.portcullis.load.pki.Identity;
import org.portcullis.pdp.config.PdpConfig.CrlMode;
import org.portcullis.pdp.trust.GridTrust;
import org.portcullis.profile.Dn;

/** The files of a CA directory: one that cannot be read costs the people of its CA, and lets in nobody else. */
class CaDirectoryFuzzTest {
    private static final World WORLD = World.create("ca-directory");
    private static final Path CERTIFICATE =
            WORLD.pki().trusted().certificateFile(WORLD.pki().authority());
    private static final byte[] GENUINE_CRL = read(beside(".r0"));

    @FuzzTest
    void signingPolicy(byte[] bytes) throws IOException {
        requireNamesIn("signing-policy", ".signing_policy", bytes, "cond_subjects");
    }

    @FuzzTest
    void namespaces(byte[] bytes) throws IOException {
        requireNamesIn("namespaces", ".namespaces", bytes, "permit");
    }

    /** Whoever is revoked stays so, and a list that the CA did not sign says nothing about anybody. */
    @FuzzTest
    void crlLoad(byte[] bytes) throws IOException {
        byte[] crl = Input.patched(bytes, GENUINE_CRL);
        Path directory = copy("crl", ".0", ".signing_policy", ".namespaces");
        Files.write(directory.resolve(named(".r0")), crl);

        assertThat(proven(directory, WORLD.bob())).isEmpty();
        if (!isGenuine(crl)) {
            assertThat(proven(directory, WORLD.alice())).isEmpty();
        }
    }

    private static void requireNamesIn(String name, String suffix, byte[] bytes, String permission) throws IOException {
        Path directory = copy(name, ".0", ".r0");
        Files.write(directory.resolve(named(suffix)), bytes);

        boolean permits = Input.text(bytes).toLowerCase(Locale.ROOT).contains(permission);
        for (Identity identity : new Identity[] {WORLD.alice(), WORLD.mallory()}) {
            Optional<Dn> proven = proven(directory, identity);
            if (proven.isPresent()) {
                assertThat(permits).isTrue();
                assertThat(proven).contains(identity.name());
            }
        }
    }

    private static Optional<Dn> proven(Path directory, Identity identity) {
        return Attempt.at(IOException.class, () -> {
                    try (GridTrust trust = GridTrust.open(directory, CrlMode.REQUIRE)) {
                        return trust.verify(identity.chain(), WORLD.now());
                    }
                })
                .value()
                .flatMap(verdict -> verdict.holder());
    }

    private static boolean isGenuine(byte[] crl) {
        try {
            X509CRL list = (X509CRL) CertificateFactory.getInstance("X.509").generateCRL(new ByteArrayInputStream(crl));
            list.verify(WORLD.pki().authority().certificate().getPublicKey());
            return true;
        } catch (GeneralSecurityException | RuntimeException e) {
            return false;
        }
    }

    private static Path copy(String name, String... suffixes) throws IOException {
        Path directory = Scratch.directory(name);
        try (Stream<Path> old = Files.list(directory)) {
            for (Path file : old.toList()) {
                Files.delete(file);
            }
        }
        for (String suffix : suffixes) {
            Files.copy(beside(suffix), directory.resolve(named(suffix)));
        }
        return directory;
    }

    private static Path beside(String suffix) {
        return CERTIFICATE.resolveSibling(named(suffix));
    }

    private static String named(String suffix) {
        return CERTIFICATE.getFileName().toString().replaceAll("\\.0$", suffix);
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new IllegalStateException("the grid cannot be read", e);
        }
    }
}
