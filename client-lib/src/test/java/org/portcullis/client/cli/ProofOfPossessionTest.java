package org.portcullis.client.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.portcullis.client.cli.WnCommand.ask;
import static org.portcullis.client.cli.WnCommand.decide;
import static org.portcullis.client.cli.WnCommand.file;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.portcullis.client.FakePdp;
import org.portcullis.client.SignedQuestions;
import org.portcullis.client.TestPki;
import org.portcullis.client.cli.WnCommand.Ran;
import org.portcullis.client.credential.CertificateChain;

/** How {@code portcullis-wn decide} proves in whose hands a payload is. */
class ProofOfPossessionTest {
    private static final TestPki PKI = TestPki.shared();
    private static final String AZ = "http://authz-interop.org/xacml/";

    @TempDir
    private Path home;

    @Test
    void onRequestThePayloadSignsTheQuestionForThatServer() throws Exception {
        try (FakePdp pdp = FakePdp.answering("deny")) {
            decide(pdp, "--sign");

            String query = pdp.queries().get(0);
            String message = query.substring(query.indexOf("<?xml"));
            var payload = CertificateChain.ofFile(Path.of(file("alice.proxy"))).certificates();
            assertThat(SignedQuestions.isSignedBy(message, payload.get(0).getPublicKey()))
                    .isTrue();
            assertThat(query).contains("Destination=\"https://" + pdp.hostAndPort());
        }
    }

    @Test
    void thePayloadConnectsAndShowsThePilotUnlessThePilotIsToConnect() throws Exception {
        try (FakePdp pdp = FakePdp.answering("deny")) {
            decide(pdp);
            decide(pdp, "--connect-as", "pilot");

            assertThat(pdp.callers().get(0)).contains("CN=Alice");
            assertThat(pdp.queries().get(0)).contains("subject-category:intermediary-subject");
            assertThat(pdp.callers().get(1)).contains("CN=Bob");
            assertThat(pdp.queries().get(1))
                    .contains(AZ + "subject/cert-chain", AZ + "environment/pilot-job/subject-x509-id")
                    .doesNotContain("intermediary-subject");
        }
    }

    @Test
    void aPilotWithoutProxyIsShownByAnother() throws Exception {
        try (FakePdp pdp = FakePdp.answering("deny")) {
            Ran shown = ask(pdp, "--payload-proxy", file("alice.proxy"), "--pilot-proxy", file("bob.proxy"));
            Ran itself = ask(pdp, "--payload-proxy", file("alice.proxy"), "--proxy", file("alice.proxy"));
            Ran named = ask(
                    pdp,
                    "--payload-proxy",
                    file("alice.proxy"),
                    "--proxy",
                    file("bob.proxy"),
                    "--pilot-dn",
                    "/CN=Dave");

            assertThat(shown.exitCode()).isEqualTo(3);
            assertThat(pdp.queries().get(0)).contains("intermediary-subject");
            assertThat(itself.exitCode()).isEqualTo(3);
            assertThat(pdp.queries().get(1)).doesNotContain("intermediary-subject", "pilot-job");
            assertThat(named.exitCode()).isEqualTo(3);
            assertThat(pdp.callers().get(2)).contains("CN=Bob");
        }
    }

    @Test
    void aPayloadWithoutItsKeyCannotConnect() throws Exception {
        Path chain = Files.writeString(
                home.resolve("chain.pem"),
                CertificateChain.toPem(
                        CertificateChain.ofFile(PKI.file("alice.proxy")).certificates()));
        Files.setPosixFilePermissions(chain, PosixFilePermissions.fromString("r--------"));
        try (FakePdp pdp = FakePdp.answering("deny")) {
            Ran without = ask(pdp, "--proxy", file("bob.proxy"), "--payload-proxy", chain.toString());
            Ran older =
                    ask(pdp, "--proxy", file("bob.proxy"), "--payload-proxy", chain.toString(), "--connect-as=pilot");

            assertThat(without.exitCode()).isEqualTo(2);
            assertThat(without.err()).contains("there is no private key in", "say --connect-as pilot");
            assertThat(older.exitCode()).isEqualTo(3);
        }
    }
}
