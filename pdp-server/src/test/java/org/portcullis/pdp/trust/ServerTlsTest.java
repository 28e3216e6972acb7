package org.portcullis.pdp.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.portcullis.load.pki.EndEntity;
import org.portcullis.load.pki.GridPki;
import org.portcullis.load.pki.Identity;
import org.portcullis.load.pki.KeyType;
import org.portcullis.load.pki.MutualTls;
import org.portcullis.load.pki.Validity;
import org.portcullis.pdp.config.PdpConfig;
import org.portcullis.profile.Doubt;

/** Which host credentials are taken from disk, and what becomes of the others. */
class ServerTlsTest {
    private static final Duration DAY = Duration.ofDays(1);

    @TempDir
    private Path directory;

    private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    private GridPki pki;
    private Identity host;

    @BeforeEach
    void makeHost() {
        pki = GridPki.create(directory.resolve("pki"), InstantSource.system());
        host = pki.authority().issue(pki.hostEntity("localhost").with(KeyType.EC_P256));
        write(host);
    }

    /** What somebody does to the files, and what is said of it. */
    private record Damage(String problem, Change change) {
        @Override
        public String toString() {
            return problem;
        }
    }

    private interface Change {
        void on(ServerTlsTest site) throws IOException;
    }

    /** Catalogue K08, and what else must not be served. */
    static Stream<Damage> damages() {
        return Stream.of(
                new Damage("has expired at", site -> site.write(site.hostValid(-2, -1))),
                new Damage("is not valid before", site -> site.write(site.hostValid(1, 2))),
                new Damage("has another subject", site -> site.write(site.pki.host("other.example.org"))),
                new Damage(
                        "has no host name of the certificate in use", site -> site.write(site.hostNamed("elsewhere"))),
                new Damage(
                        "is not the key of", site -> site.pki.host("localhost").writeKey(site.key())),
                new Damage("holds no certificate", site -> Files.writeString(site.certificate(), "nothing")),
                new Damage("holds no key", site -> Files.writeString(site.key(), "nothing")),
                new Damage(
                        "cannot be read",
                        site -> Files.writeString(site.certificate(), site.halfOf(site.host.chainPem()))),
                new Damage("no such file", site -> Files.delete(site.certificate())),
                new Damage("no such file", site -> Files.delete(site.key())),
                new Damage("make it mode 0400", site -> site.open(site.key())));
    }

    @ParameterizedTest
    @MethodSource("damages")
    void whatCannotBeServedLeavesTheCredentialInUse(Damage damage) throws IOException {
        ServerTls tls = open();

        damage.change().on(this);
        tls.reread();

        assertThat(tls.refuses()).isTrue();
        assertThat(tls.problems()).singleElement().asString().contains(damage.problem());
        assertThat(tls.hostNames()).contains("localhost");
        assertThat(tls.timeLeft()).isPositive();
    }

    @ParameterizedTest
    @MethodSource("damages")
    void theNextGoodPairMendsIt(Damage damage) throws IOException {
        ServerTls tls = open();
        damage.change().on(this);
        tls.reread();

        write(hostValid(-1, 2));
        tls.reread();

        assertThat(tls.problems()).isEmpty();
        assertThat(tls.timeLeft()).isLessThan(DAY.multipliedBy(3));
    }

    @ParameterizedTest
    @MethodSource("damages")
    void onlyWhatTwoLooksInARowFindIsTold(Damage damage) throws IOException {
        ServerTls tls = open();
        damage.change().on(this);
        tls.look();
        assertThat(tls.problems()).isEmpty();

        tls.look();
        assertThat(tls.problems()).singleElement().asString().contains(damage.problem());

        write(hostValid(-1, 2));
        tls.look();
        assertThat(tls.problems()).isEmpty();
    }

    @Test
    void aPairThatIsReplacedFileByFileIsNoProblem() throws IOException {
        ServerTls tls = open();
        Identity next = hostValid(-1, 2);

        next.writeCertificate(certificate());
        tls.look();
        next.writeKey(key());
        tls.look();

        assertThat(tls.problems()).isEmpty();
        assertThat(tls.timeLeft()).isLessThan(DAY.multipliedBy(3));
    }

    @Test
    void aStartNeedsAPairThatIsValidNow() throws IOException {
        write(hostValid(-2, -1));
        assertThatThrownBy(this::open).isInstanceOf(IOException.class).hasMessageContaining("has expired at");

        Files.delete(key());
        assertThatThrownBy(this::open).isInstanceOf(IOException.class).hasMessageContaining("no such file");
    }

    @Test
    void namesFollowTheCertificate() throws IOException {
        ServerTls tls = open();

        write(pki.authority()
                .issue(new EndEntity(
                        host.name(), List.of("localhost", "New.example.org"), KeyType.EC_P256, pki.validFor(DAY))));
        tls.reread();

        assertThat(tls.hostNames()).containsExactlyInAnyOrder("localhost", "new.example.org");
    }

    @Test
    void handshakesThatBeganBeforeAChangeEndWithWhatTheyBeganWith() throws IOException {
        HostKeys keys = new HostKeys(HostCredential.read(certificate(), key()));
        String begun = keys.getServerAliases("EC", new Principal[0])[0];
        PrivateKey ofBegun = keys.getPrivateKey(begun);
        write(hostValid(-1, 2));

        keys.use(HostCredential.read(certificate(), key()));

        assertThat(keys.getCertificateChain(begun)).containsExactly(host.certificate());
        assertThat(keys.getPrivateKey(begun)).isNotNull().isSameAs(ofBegun);
        String next = keys.getServerAliases("EC", new Principal[0])[0];
        assertThat(next).isNotEqualTo(begun);
        assertThat(keys.getCertificateChain(next)).doesNotContain(host.certificate());
        assertThat(keys.getPrivateKey(next)).isNotNull().isNotSameAs(ofBegun);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void theHostProvesItselfWithASealedKey(String protocol) throws IOException {
        HostKeys keys = new HostKeys(HostCredential.read(certificate(), key()));
        assertThat(keys.getPrivateKey(keys.getServerAliases("EC", new Principal[0])[0]))
                .isInstanceOf(SealedKey.class);
        SSLContext client =
                MutualTls.anonymous(List.of(pki.authority().certificate())).context();

        try (ServerSocket port = open().context().getServerSocketFactory().createServerSocket(0);
                SSLSocket socket =
                        (SSLSocket) client.getSocketFactory().createSocket("localhost", port.getLocalPort())) {
            CompletableFuture<Void> served = CompletableFuture.runAsync(() -> serve(port));
            socket.setEnabledProtocols(new String[] {protocol});
            assertThat(socket.getInputStream().read()).isEqualTo(1);

            assertThat(socket.getSession().getProtocol()).isEqualTo(protocol);
            assertThat(socket.getSession().getPeerCertificates()).contains(host.certificate());
            assertThat(served).succeedsWithin(Duration.ofSeconds(20));
        }
    }

    private static void serve(ServerSocket port) {
        try (Socket socket = port.accept()) {
            socket.getOutputStream().write(1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void theTimeOfTheCertificateInUseIsTold() throws IOException {
        write(hostValid(-2, 1));
        Instant[] time = {now};
        ServerTls tls = ServerTls.open(files(), ServerTlsTest::nobody, () -> time[0]);

        time[0] = now.plus(DAY).plusSeconds(1);

        assertThat(tls.timeLeft()).isNegative();
        assertThat(tls.problems()).containsExactly("the host certificate in use has expired");
    }

    private String halfOf(String text) {
        return text.substring(0, text.length() / 2);
    }

    private ServerTls open() throws IOException {
        return ServerTls.open(files(), ServerTlsTest::nobody, InstantSource.system());
    }

    private static ChainVerdict nobody(List<X509Certificate> chain, Instant at) {
        return new ChainVerdict.Refused(Doubt.CREDENTIAL_UNTRUSTED);
    }

    private PdpConfig.Tls files() {
        return new PdpConfig.Tls(
                certificate(),
                key(),
                pki.trusted().path(),
                PdpConfig.CrlMode.REQUIRE,
                pki.vomsDirectory(),
                false,
                Duration.ofSeconds(1));
    }

    private Identity hostValid(int fromDays, int untilDays) {
        Validity validity = new Validity(now.plus(DAY.multipliedBy(fromDays)), now.plus(DAY.multipliedBy(untilDays)));
        return pki.authority().issue(new EndEntity(host.name(), List.of("localhost"), KeyType.EC_P256, validity));
    }

    private Identity hostNamed(String name) {
        return pki.authority().issue(new EndEntity(host.name(), List.of(name), KeyType.EC_P256, pki.validFor(DAY)));
    }

    private void write(Identity identity) {
        identity.writeCertificate(certificate());
        identity.writeKey(key());
    }

    private void open(Path file) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    }

    private Path certificate() {
        return directory.resolve("cert.pem");
    }

    private Path key() {
        return directory.resolve("key.pem");
    }
}
