package org.portcullis.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.portcullis.client.credential.CertificateChain;
import org.portcullis.client.credential.GridCredential;
import org.portcullis.client.credential.TrustedCas;
import org.portcullis.profile.ActionType;
import org.portcullis.profile.ResourceType;

class PortcullisClientTest {
    private static final TestPki PKI = TestPki.shared();

    @TempDir
    private Path home;

    @Test
    void aQuestionIsOnePost() throws Exception {
        try (FakePdp pdp = FakePdp.answering("deny")) {
            PortcullisClient client = builder(pdp.uri())
                    .clock(InstantSource.fixed(Instant.parse("2026-11-22T12:00:00Z")))
                    .build();

            client.decide(question());

            assertThat(pdp.queries()).hasSize(1);
            assertThat(pdp.queries().get(0))
                    .startsWith("POST / HTTP/1.1\r\nHost: 127.0.0.1:")
                    .contains("\r\nContent-Type: text/xml; charset=utf-8\r\n")
                    .contains("IssueInstant=\"2026-11-22T12:00:00Z\"")
                    .containsPattern(" ID=\"_[0-9a-f]{32}\"");
        }
    }

    @Test
    void eachQuestionHasAnIdOfItsOwn() throws Exception {
        try (FakePdp pdp = FakePdp.answering("deny")) {
            PortcullisClient client = builder(pdp.uri()).build();

            client.decide(question());
            client.decide(question());

            assertThat(pdp.queries().get(0)).isNotEqualTo(pdp.queries().get(1));
        }
    }

    @Test
    void theProxyIsPresentedWhateverTheServerAsksFor() throws Exception {
        try (FakePdp pdp = FakePdp.answering("deny")) {
            builder(pdp.uri()).build().decide(question());

            assertThat(pdp.callers()).containsExactly("CN=1,CN=Bob,DC=example,DC=org");
        }
    }

    @Test
    void aPathOfTheServerIsKept() throws Exception {
        try (FakePdp pdp = FakePdp.answering("deny")) {
            builder(URI.create(pdp.uri() + "/authz")).build().decide(question());

            assertThat(pdp.queries().get(0)).startsWith("POST /authz HTTP/1.1\r\n");
        }
    }

    @Test
    void aServerMayBeNamed() throws Exception {
        try (FakePdp pdp = FakePdp.answering("deny")) {
            URI byName = URI.create(pdp.uri().toString().replace("127.0.0.1", "localhost"));

            assertThat(builder(byName).build().decide(question())).isEqualTo(new Answer.Deny(byName));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "atlas001:x:40001:3100::/:/bin/sh, true",
        "atlas001:x:40002:3100::/:/bin/sh, false",
        "bob:x:7:7::/:, true"
    })
    void aLocalUserMustHaveTheUidThatIsGranted(String passwd, boolean accepted) throws Exception {
        try (FakePdp pdp = FakePdp.answering("permit-all")) {
            Path file = Files.writeString(home.resolve("passwd"), passwd + "\n");
            PortcullisClient client = builder(pdp.uri())
                    .accountCheck(PasswdFile.read(file, false))
                    .build();

            Answer answer = client.decide(question());

            assertThat(answer instanceof Answer.Permit).isEqualTo(accepted);
        }
    }

    @Test
    void onRequestEveryUserMustBeLocal() throws Exception {
        Path file = Files.writeString(home.resolve("passwd"), "bob:x:7:7::/:\nshort line\n");
        PasswdFile passwd = PasswdFile.read(file, true);

        assertThat(passwd.objection(new Account(8, 8, List.of(), "carol"))).contains("the user is not a local one");
        assertThat(passwd.objection(new Account(8, 8, List.of(), ""))).isPresent();
        assertThat(passwd.objection(new Account(7, 7, List.of(), ""))).isEmpty();
        assertThat(passwd.objection(new Account(7, 7, List.of(), "bob"))).isEmpty();
    }

    @Test
    void manyThreadsMayAskAtOnce() throws Exception {
        try (FakePdp pdp = FakePdp.answering("permit")) {
            PortcullisClient client = builder(pdp.uri()).build();
            Question question = question();
            Callable<Answer> ask = () -> client.decide(question);
            ExecutorService threads = Executors.newFixedThreadPool(8);

            List<Future<Answer>> answers =
                    threads.invokeAll(Stream.generate(() -> ask).limit(40).toList());
            threads.shutdown();

            for (Future<Answer> answer : answers) {
                assertThat(answer.get()).isInstanceOf(Answer.Permit.class);
            }
        }
    }

    @Test
    void pingSaysWhichServersAreThere() throws Exception {
        try (FakePdp pdp = FakePdp.answering("deny");
                FakePdp impostor = FakePdp.start("wrong-host", (server, out, id) -> {})) {
            List<Ping> pings = builder(pdp.uri(), impostor.uri()).build().ping();

            assertThat(pings).extracting(Ping::reached).containsExactly(true, false);
            assertThat(pings.get(0).detail()).isEqualTo("TLSv1.3");
            assertThat(pings.get(1).detail()).startsWith("TLS: ");
        }
    }

    @Test
    void aHostThatDoesNotExistIsNamed() throws Exception {
        PortcullisClient client =
                builder(URI.create("https://nowhere.invalid:8443")).build();
        Question question = question();

        assertThatThrownBy(() -> client.decide(question))
                .isInstanceOf(AuthzUnavailableException.class)
                .hasMessageStartingWith("no server could answer: nowhere.invalid:8443: no");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://localhost/", "localhost:8443", "https:/nohost", "ldap://localhost"})
    void onlyHttpsIsSpoken(String server) {
        PortcullisClientBuilder builder = PortcullisClient.builder();
        List<URI> servers = List.of(URI.create(server));

        assertThatThrownBy(() -> builder.servers(servers))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("https");
    }

    @Test
    void aClientWithoutServersCredentialOrTrustIsNotMade() {
        PortcullisClientBuilder nothing = PortcullisClient.builder();
        PortcullisClientBuilder noTrust = PortcullisClient.builder().servers(List.of(URI.create("https://a")));

        assertThatThrownBy(nothing::build).hasMessage("name at least one server");
        assertThatThrownBy(noTrust::build).hasMessageContaining("credential");
    }

    private static Question question() throws GeneralSecurityException {
        CertificateChain payload = CertificateChain.ofFile(PKI.file("alice.proxy"));
        return Question.of(payload.asSubject(), ResourceType.WN, "wn1", ActionType.EXECUTE_NOW);
    }

    private static PortcullisClientBuilder builder(URI... servers) throws GeneralSecurityException, IOException {
        return PortcullisClient.builder()
                .servers(List.of(servers))
                .credential(GridCredential.ofProxyFile(PKI.file("bob.proxy")))
                .trust(TrustedCas.ofFile(PKI.file("ca.pem")));
    }
}
