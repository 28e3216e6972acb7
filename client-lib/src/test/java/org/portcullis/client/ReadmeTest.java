package org.portcullis.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.portcullis.client.credential.CertificateChain;
import org.portcullis.client.credential.GridCredential;
import org.portcullis.client.credential.TrustedCas;
import org.portcullis.profile.ActionType;
import org.portcullis.profile.ResourceType;

class ReadmeTest {
    private static final Path README = Path.of("README.md");
    private static final Path SOURCE = Path.of("src/test/java/org/portcullis/client/ReadmeTest.java");

    @Test
    void theExampleGivesAnAccount() throws Exception {
        try (FakePdp pdp = FakePdp.answering("permit-all")) {
            TestPki pki = TestPki.shared();

            List<Account> account =
                    ask(List.of(pdp.uri()), pki.file("bob.proxy"), pki.file("alice.proxy"), pki.file("cas"));

            assertThat(account).containsExactly(new Account(40001, 3100, List.of(3101L, 3102L), "atlas001"));
        }
    }

    @Test
    void theExampleInTheReadmeIsTheOneThatRuns() throws IOException {
        String source = withoutBlanks(Files.readString(SOURCE));
        String example = source.substring(source.lastIndexOf("//begin") + 7, source.lastIndexOf("//end"));

        assertThat(withoutBlanks(Files.readString(README))).contains(example);
    }

    @Test
    void everyExitCodeIsInTheReadme() throws IOException {
        String table = Files.readAllLines(README).stream()
                .filter(line -> line.matches("\\| \\d+ \\|.*"))
                .map(line -> line.substring(2, line.indexOf('|', 2)).strip())
                .collect(Collectors.joining(" "));

        assertThat(table).isEqualTo("0 1 2 3 4 5 6 7 75");
    }

    private static List<Account> ask(List<URI> servers, Path proxy, Path payloadProxy, Path cas)
            throws GeneralSecurityException, AuthzUnavailableException {
        // begin
        var payload = GridCredential.ofProxyFile(payloadProxy);
        var client = PortcullisClient.builder()
                .servers(servers)
                .credential(payload)
                .trust(TrustedCas.ofDirectory(cas))
                .build();
        var subject = payload.chain().asSubject();
        var question = Question.of(subject, ResourceType.WN, "wn1.example.org", ActionType.EXECUTE_NOW);
        Answer answer =
                client.decide(question.broughtBy(CertificateChain.ofFile(proxy).asShownPilot()));
        // end
        return answer instanceof Answer.Permit permit ? List.of(permit.account()) : List.of();
    }

    private static String withoutBlanks(String text) {
        return text.replaceAll("\\s", "");
    }
}
