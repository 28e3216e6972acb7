package org.portcullis.pdp.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.portcullis.load.pki.CertificateAuthority;
import org.portcullis.load.pki.EndEntity;
import org.portcullis.load.pki.GridPki;
import org.portcullis.load.pki.Identity;
import org.portcullis.pdp.config.PdpConfig.CrlMode;
import org.portcullis.pdp.trust.ChainVerdict.Refused;
import org.portcullis.profile.Dn;
import org.portcullis.profile.Doubt;

/** A CA directory that changes, and breaks, while it is in use: what one CA gets wrong costs no other. */
class CaDirectoryTest {
    private static final String GARBAGE = "\u0000 this is nothing {[\n";

    @TempDir
    private Path directory;

    private GridPki pki;
    private CertificateAuthority second;
    private Identity alice;
    private Identity bob;

    @BeforeEach
    void makeTwoAuthorities() {
        pki = GridPki.create(directory, InstantSource.system());
        second = pki.trust(new Dn(GridPki.NAMESPACE + "/CN=Second CA"), GridPki.NAMESPACE);
        alice = pki.user("Alice");
        bob = second.issue(EndEntity.user(named("Bob"), pki.validFor(Duration.ofDays(1))));
    }

    /** Without its policies a CA must not come to sign any name there is. */
    @ParameterizedTest
    @CsvSource({
        ".0,              true,  CREDENTIAL_UNTRUSTED",
        ".r0,             true,  REVOCATION_UNKNOWN",
        ".signing_policy, true,  ''",
        ".namespaces,     true,  ''",
        ".signing_policy, false, CREDENTIAL_UNTRUSTED",
        ".namespaces,     false, CREDENTIAL_UNTRUSTED"
    })
    void aFileBrokenAtTheStartCostsItsCaOnly(String suffix, boolean withTheOtherPolicy, String doubt)
            throws IOException {
        if (!withTheOtherPolicy) {
            Files.delete(file(suffix.equals(".namespaces") ? ".signing_policy" : ".namespaces"));
        }
        Files.writeString(file(suffix), GARBAGE);

        try (GridTrust trust = open()) {
            assertThat(trust.verify(alice.chain()).holder()).contains(alice.name());
            if (doubt.isEmpty()) {
                assertThat(trust.verify(bob.chain()).holder()).contains(bob.name());
            } else {
                assertThat(trust.verify(bob.chain())).isEqualTo(new Refused(Doubt.valueOf(doubt)));
            }
            assertThat(trust.broken())
                    .containsExactly(file(suffix).getFileName().toString());
        }
    }

    /** canl does not leave this one out; it throws. */
    @Test
    void namespacesOfAnIssuerThatCannotBeNamedCostTheirCaOnly() throws IOException {
        Files.delete(file(".signing_policy"));
        Files.writeString(
                file(".namespaces"), "TO Issuer \"/C=XX/NOSUCHATTRIBUTE=x/CN=Second CA\" PERMIT Subject \"/.*\"\n");

        try (GridTrust trust = open()) {
            assertThat(trust.verify(alice.chain()).holder()).contains(alice.name());
            assertThat(trust.verify(bob.chain())).isEqualTo(new Refused(Doubt.CREDENTIAL_UNTRUSTED));
            assertThat(trust.broken())
                    .containsExactly(file(".namespaces").getFileName().toString());
        }
    }

    @ParameterizedTest
    @CsvSource({".0", ".r0", ".signing_policy", ".namespaces"})
    void aFileBrokenLaterKeepsWhatItSaidBefore(String suffix) throws IOException {
        try (GridTrust trust = open()) {
            String good = Files.readString(file(suffix));

            Files.writeString(file(suffix), GARBAGE);
            trust.reread();
            assertThat(trust.broken())
                    .containsExactly(file(suffix).getFileName().toString());
            assertThat(trust.problems()).singleElement().asString().endsWith(suffix + " cannot be used");
            assertThat(trust.verify(bob.chain()).holder()).contains(bob.name());

            pki.revoke(pki.user("Somebody"));
            trust.reread();
            assertThat(trust.verify(bob.chain()).holder()).contains(bob.name());

            Files.writeString(file(suffix), good);
            trust.reread();
            assertThat(trust.problems()).isEmpty();
            assertThat(trust.verify(bob.chain()).holder()).contains(bob.name());
        }
    }

    @Test
    void whatIsTakenAwayIsTrustedNoMore() throws IOException {
        try (GridTrust trust = open()) {
            Files.delete(file(".r0"));
            trust.reread();
            assertThat(trust.verify(bob.chain())).isEqualTo(new Refused(Doubt.REVOCATION_UNKNOWN));

            Files.delete(file(".0"));
            trust.reread();
            assertThat(trust.verify(bob.chain())).isEqualTo(new Refused(Doubt.CREDENTIAL_UNTRUSTED));
            assertThat(trust.anchors()).isEqualTo(1);
            assertThat(trust.problems()).isEmpty();
        }
    }

    /** The same name and file, another key: what the old key signed is nobody's. */
    @Test
    void aReplacedCaTakesItsOldKeyWithIt() throws IOException {
        try (GridTrust trust = open()) {
            CertificateAuthority anew = pki.trust(second.name(), GridPki.NAMESPACE);
            trust.reread();

            assertThat(trust.verify(bob.chain()).holder()).isEmpty();
            Identity carol = anew.issue(EndEntity.user(named("Carol"), pki.validFor(Duration.ofDays(1))));
            assertThat(trust.verify(carol.chain()).holder()).contains(carol.name());
        }
    }

    @Test
    void revocationTakesEffectWithTheNextLook() throws IOException {
        try (GridTrust trust = open()) {
            long epoch = trust.epoch();

            trust.reread();
            assertThat(trust.epoch()).isEqualTo(epoch);

            pki.revoke(second, bob);
            trust.reread();
            assertThat(trust.epoch()).isEqualTo(epoch + 1);
            assertThat(trust.verify(bob.chain())).isEqualTo(new Refused(Doubt.CREDENTIAL_REVOKED));
        }
    }

    @Test
    void aDirectoryWithoutCasChangesNothingButStartsNobody() throws IOException {
        try (GridTrust trust = open()) {
            removeAll();
            trust.reread();

            assertThat(trust.verify(alice.chain()).holder()).contains(alice.name());
            assertThat(trust.problems()).singleElement().asString().contains("holds no CA certificate");
        }
        assertThatThrownBy(this::open).isInstanceOf(IOException.class).hasMessageContaining("holds no CA certificate");
    }

    @Test
    void linksThatLeadNowhereAndDirectoriesAreBrokenFiles() throws IOException {
        Files.createSymbolicLink(directory.resolve("certificates/deadbeef.0"), directory.resolve("nowhere"));
        Files.createDirectory(directory.resolve("certificates/deadbeef.r0"));

        try (GridTrust trust = open()) {
            assertThat(trust.broken()).containsExactlyInAnyOrder("deadbeef.0", "deadbeef.r0");
            assertThat(trust.verify(alice.chain()).holder()).contains(alice.name());
        }
    }

    @Test
    void copiesAreRemoved() throws IOException {
        Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
        List<Path> before = copies(temporary);

        try (GridTrust trust = open()) {
            pki.revoke(second, bob);
            trust.reread();
            removeAll();
            trust.reread();
        }

        assertThat(copies(temporary)).isSubsetOf(before);
    }

    private static List<Path> copies(Path temporary) throws IOException {
        try (Stream<Path> files = Files.list(temporary)) {
            return files.filter(file -> file.getFileName().toString().startsWith("portcullis-trust"))
                    .toList();
        }
    }

    private void removeAll() throws IOException {
        try (Stream<Path> files = Files.list(pki.trusted().path())) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
    }

    private GridTrust open() throws IOException {
        return GridTrust.open(pki.trusted().path(), CrlMode.REQUIRE);
    }

    private Path file(String suffix) {
        String name = pki.trusted().certificateFile(second).getFileName().toString();
        return pki.trusted().path().resolve(name.replace(".0", "") + suffix);
    }

    private static Dn named(String commonName) {
        return new Dn(GridPki.NAMESPACE + "/CN=" + commonName);
    }
}
