package org.portcullis.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.portcullis.client.credential.GridCredential;
import org.portcullis.profile.ActionType;
import org.portcullis.profile.Credential;
import org.portcullis.profile.Dn;
import org.portcullis.profile.ResourceType;
import org.portcullis.profile.Subject;

/** What is signed as text is what an XML library makes canonical. */
class QuerySignatureTest {
    private static final TestPki PKI = TestPki.shared();
    private static final String LETTERS = "ab <>&\"']]>=,;+#!-- éßЖ漢𝄞%{}[]|~`^@:.";
    private static final URI SERVER = URI.create("https://localhost:8443/a?b=c&d='e'");

    @TempDir
    private Path home;

    @Test
    void everyQuestionIsSignedInItsCanonicalForm() throws Exception {
        SplittableRandom random = new SplittableRandom(31);
        GridCredential alice = GridCredential.ofProxyFile(PKI.file("alice.proxy"));

        for (int i = 0; i < 200; i++) {
            String signed = signed(randomName(random), alice);

            assertThat(SignedQuestions.isSignedBy(signed, key(alice)))
                    .as(signed)
                    .isTrue();
            assertThat(SignedQuestions.isSignedBy(signed.replace("/CN=y", "/CN=z"), key(alice)))
                    .isFalse();
        }
    }

    @Test
    void rsaKeysSignToo() throws Exception {
        GridCredential rsa = selfSigned("rsa:2048");

        String signed = signed("/CN=Alice", rsa);

        assertThat(SignedQuestions.isSignedBy(signed, key(rsa))).isTrue();
        assertThat(signed).contains("#rsa-sha256").contains("Destination=\"https://localhost:8443/a?b=c&amp;d='e'\"");
    }

    @Test
    void keysThatServersDoNotTakeAreRefusedAtOnce() throws Exception {
        GridCredential odd = selfSigned("ed25519");
        PortcullisClientBuilder builder =
                PortcullisClient.builder().servers(List.of(SERVER)).signedBy(odd);

        assertThatThrownBy(builder::build)
                .isInstanceOf(GeneralSecurityException.class)
                .hasMessage("questions are signed with RSA or EC keys, not with `EdDSA`");
    }

    private GridCredential selfSigned(String key) throws Exception {
        Path certificate = home.resolve("cert.pem");
        Path keyFile = home.resolve("key.pem");
        PKI.openssl(
                "req",
                "-x509",
                "-nodes",
                "-newkey",
                key,
                "-subj",
                "/CN=Alice",
                "-keyout",
                keyFile.toString(),
                "-out",
                certificate.toString());
        Files.setPosixFilePermissions(keyFile, PosixFilePermissions.fromString("r--------"));
        return GridCredential.ofFiles(certificate, keyFile);
    }

    private static String signed(String name, GridCredential signer) {
        Subject subject = new Subject(Dn.parse(name), List.of(), Set.of(), new Credential.Bare(), Set.of());
        Question question = Question.of(subject, ResourceType.WN, "wn1", ActionType.EXECUTE_NOW);
        return new String(QueryEncoder.encodeSigned(question, "_1", Instant.EPOCH, SERVER, signer), UTF_8);
    }

    private static PublicKey key(GridCredential credential) {
        return credential.chain().certificates().get(0).getPublicKey();
    }

    private static String randomName(SplittableRandom random) {
        int[] letters = LETTERS.codePoints().toArray();
        StringBuilder name = new StringBuilder("/O=x");
        for (int i = random.nextInt(1, 60); i > 0; i--) {
            name.appendCodePoint(letters[random.nextInt(letters.length)]);
        }
        return name.append("/CN=y").toString();
    }
}
