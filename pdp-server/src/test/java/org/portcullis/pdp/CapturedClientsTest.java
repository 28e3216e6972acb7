package org.portcullis.pdp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests of real clients, replayed byte by byte over mutual TLS, to a server with either codec. */
@ParameterizedClass(name = "codec {0}")
@ValueSource(strings = {"hot", "reference"})
class CapturedClientsTest {
    private static final Path CAPTURES = Path.of("../saml-profile/src/test/resources/captures");

    @TempDir
    private static Path directory;

    @SuppressWarnings("NullAway.Init")
    private static TestSite site;

    @SuppressWarnings("NullAway.Init")
    private static PdpServer server;

    @Parameter
    @SuppressWarnings("NullAway.Init")
    private String codec;

    @BeforeParameterizedClassInvocation
    static void startTheServerAndGiveOutTwoAccounts(String codec) throws IOException {
        site = TestSite.in(Files.createDirectory(directory.resolve(codec)));
        site.replace("etc/portcullis.yaml", "server:\n", "server:\n  codec: " + codec + "\n");
        server = site.start();
        replay("scas-map-tls");
        replay("privilege-xacml");
    }

    @AfterParameterizedClassInvocation
    static void stopTheServer() {
        server.close();
    }

    @ParameterizedTest(name = "{0} is answered {1} {2}{3}")
    @CsvSource({
        "scas-map-tls,           Permit, atlasplt001, ''",
        "lcmaps,                 Permit, atlasplt001, ''",
        "privilege-xacml,        Permit, atlasplt002, ''",
        "argus-pepd-to-pdp,      Permit, atlasplt002, ''",
        "privilege-xacml-minimal,Deny,   '',          vo-unknown",
        "globus-c-default,       Deny,   '',          vo-unknown"
    })
    void wellFormedQuestionsGetTheirAccountOrTheirReason(String capture, String decision, String user, String reason)
            throws IOException {
        Exchange.Reply reply = replay(capture);

        assertThat(reply.status()).as("codec %s", codec).isEqualTo(200);
        assertThat(reply.headers())
                .containsEntry("content-type", "text/xml;charset=utf-8")
                .doesNotContainKey("server");
        assertThat(reply.decision()).isEqualTo(decision);
        assertThat(reply.user()).isEqualTo(user);
        assertThat(lastAuditLine()).contains("\"decision\":\"" + decision + "\",\"reason\":\"" + reason + "\"");
    }

    @Test
    void malformedXmlOfTheCLibraryGetsASoapFault() throws IOException {
        Exchange.Reply reply = replay("scas-map-ampersand-malformed");

        assertThat(reply.status()).isEqualTo(500);
        assertThat(reply.body()).contains("<faultcode>soap11:Client</faultcode>");
        assertThat(lastAuditLine()).contains("\"decision\":\"Refused\",\"reason\":\"malformed-xml\"");
    }

    @Test
    void injectedAttributesAreRefused() throws IOException {
        Exchange.Reply reply = replay("scas-map-dn-injection");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.decision()).isEqualTo("Indeterminate");
        assertThat(reply.body()).contains("status:syntax-error").doesNotContain("Permit<");
        assertThat(lastAuditLine()).contains("\"decision\":\"Refused\",\"reason\":\"syntax-error\"");
    }

    @Test
    void argusGetsNamesAndScasGetsNumbers() throws IOException {
        String argus = replay("argus-pepd-to-pdp").body();
        String scas = replay("scas-map-tls").body();

        assertThat(argus)
                .contains("http://glite.org/xacml/obligation/local-environment-map/posix")
                .contains("group-id/primary\" DataType=\"http://www.w3.org/2001/XMLSchema#string\">atlasplt<")
                .contains("attribute/group-id\" DataType=\"http://www.w3.org/2001/XMLSchema#string\">atlasplt<")
                .doesNotContain("posix-uid");
        assertThat(scas).contains("posix-uid").contains("posix-gid").contains("attribute/username");
    }

    private static Exchange.Reply replay(String capture) throws IOException {
        return site.asPep(server).send(Files.readAllBytes(CAPTURES.resolve(capture + ".request.bin")));
    }

    private static String lastAuditLine() {
        List<String> lines = site.auditLines();
        return lines.get(lines.size() - 1);
    }
}
