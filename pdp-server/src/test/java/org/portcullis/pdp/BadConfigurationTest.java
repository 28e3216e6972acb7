package org.portcullis.pdp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.portcullis.load.pki.VomsServer;
import org.portcullis.pdp.config.ConfigException;
import org.portcullis.profile.VoName;

/** Group K of the catalogue of hostile inputs: a configuration that cannot be used opens no port, and says why in a line. */
class BadConfigurationTest {
    private static final String ALICE = "/C=XX/O=Grid/CN=Alice";

    @TempDir
    private Path directory;

    private TestSite site;

    @BeforeEach
    void makeSite() {
        site = TestSite.in(directory);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "K01 | tls: {crl: require}                 | unknown key `tls.crl`, did you mean `crls`?",
                "K01 | tls: {crls: require, crls: ignore}  | `tls.crls` is given before",
                "K03 | tls: {enabled: false}               | unknown key `tls.enabled`",
                "K03 | tls: {client-auth: want}            | unknown key `tls.client-auth`",
                "K04 | tls: {trust-dir: nowhere}           | holds no CA certificate",
                "K06 | server: {max-body: -1}              | `server.max-body` must be a size",
                "K06 | server: {threads: 0}                | `server.threads` must be a number from 8 to 1024",
            })
    void keyOrValueThatCannotBeUsedIsNamed(String row, String section, String problem) {
        String name = section.substring(0, section.indexOf(':'));
        String rest = site.read("etc/portcullis.yaml").replaceAll("(?m)^" + name + ":\\n(?:  .*\\n)+", "");
        site.write("etc/portcullis.yaml", rest + section + "\n");

        assertThat(problemsOfAStart())
                .as(row)
                .anySatisfy(line -> assertThat(line).contains(problem));
    }

    /** K02. */
    @Test
    void hostKeyMustBeSecretAndThatOfTheCertificate() throws IOException {
        Path key = site.file("pki/server/hostkey.pem");
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(problemsOfAStart()).singleElement().asString().contains("hostkey.pem");

        Files.delete(key);
        site.pki().host("other.example.org").writeKey(key);
        assertThat(problemsOfAStart()).singleElement().asString().contains("hostkey.pem");
    }

    /** K04. */
    @Test
    void emptyTrustDirectoryTrustsNobody() throws IOException {
        try (Stream<Path> files = Files.list(site.file("pki/certificates"))) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }

        assertThat(problemsOfAStart()).singleElement().asString().contains("holds no CA certificate");
    }

    /** K05. */
    @Test
    void portInUseAndDirectoriesThatCannotBeWrittenAreNamed() throws IOException {
        site.replace("etc/portcullis.yaml", "../var/audit.jsonl", "../nowhere/audit.jsonl");
        assertThat(problemsOfAStart()).singleElement().asString().contains("nowhere/audit.jsonl");

        site.replace("etc/portcullis.yaml", "../nowhere/audit.jsonl", "../var/audit.jsonl");
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            site.replace(
                    "etc/portcullis.yaml",
                    "server:\n  listen: 127.0.0.1:0",
                    "server:\n  listen: 127.0.0.1:" + taken.getLocalPort());

            assertThat(problemsOfAStart()).singleElement().asString().contains(":" + taken.getLocalPort());
        }
    }

    /** K06. */
    @Test
    void badPepListAtAReloadLeavesTheOneInForce() throws IOException {
        try (PdpServer server = site.start()) {
            site.write("etc/peps.yaml", "peps: nobody\n");

            assertThat(server.reload().success()).isFalse();
            assertThat(decision(server)).isEqualTo("Permit");
        }
    }

    /** K07. */
    @Test
    void emptyLscFileOfOneVoCostsThatVoOnly() throws IOException {
        VomsServer cms = site.pki().voms(new VoName("cms"), "voms.cms.example.org");
        site.write("pki/vomsdir/cms/" + cms.hostName() + ".lsc", "");

        try (PdpServer server = site.start()) {
            Exchange.Reply atlas = site.asPep(server)
                    .post(Questions.direct(site.atlasProxy("Alice", "/atlas").chain()));

            assertThat(atlas.decision()).isEqualTo("Permit");
        }
    }

    private String decision(PdpServer server) throws IOException {
        return site.asPep(server).post(Questions.direct(ALICE, "/atlas")).decision();
    }

    /** One line per problem; and no server is left behind. */
    private List<String> problemsOfAStart() {
        ConfigException refused =
                catchThrowableOfType(ConfigException.class, () -> site.start().close());
        assertThat(refused).as("the server does not start").isNotNull();
        assertThat(site.file("var/portcullis.pid")).doesNotExist();
        return refused.problems().stream()
                .flatMap(problem -> Arrays.stream(problem.split("\n", -1)))
                .toList();
    }
}
