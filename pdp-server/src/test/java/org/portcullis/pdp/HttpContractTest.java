package org.portcullis.pdp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.portcullis.load.pki.Identity;
import org.portcullis.load.pki.MutualTls;
import org.portcullis.load.pki.ProxyKind;

/** Who gets through the door, whichever of the two it is, and what those see who do not. */
@ParameterizedClass(name = "codec {0}")
@ValueSource(strings = {"hot", "reference"})
class HttpContractTest {
    private static final String GOOD = Questions.direct("/C=XX/O=Grid/CN=Alice", "/atlas");

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
    static void startTheServer(String codec) throws IOException {
        site = TestSite.in(Files.createDirectory(directory.resolve(codec)));
        site.replace("etc/portcullis.yaml", "server:\n", "server:\n  codec: " + codec + "\n");
        server = site.start();
    }

    @AfterParameterizedClassInvocation
    static void stopTheServer() {
        server.close();
    }

    @ParameterizedTest(name = "{0} {1} of {2} is {3}")
    @CsvSource({
        "GET,     /authz,          text/xml,             405",
        "PUT,     /authz,          text/xml,             405",
        "TRACE,   /authz,          text/xml,             405",
        "GET,     /authz?wsdl,     text/xml,             404",
        "POST,    /authz?xsd=a,    text/xml,             404",
        "POST,    //authz,         text/xml,             400",
        "POST,    /a/../admin,     text/xml,             404",
        "POST,    /authz;x=y,      text/xml,             404",
        "POST,    /%2e%2e/a,       text/xml,             400",
        "POST,    /authz,          application/json,     415",
        "POST,    /authz,          application/soap+xml, 415",
        "POST,    /authz,          text/xml; charset=utf-16, 415",
        "POST,    /authz,          multipart/related,    415",
        "POST,    /,               text/xml,             200",
        "POST,    /gums/services/GUMSXACMLAuthorizationServicePort, text/xml; charset=UTF-8, 200",
        "POST,    /wsrf/services/XACML, 'text/xml; charset=\"utf-8\"', 200"
    })
    void onlyAPostOfXmlToAPlainPathGetsIn(String method, String path, String type, int status) throws IOException {
        Exchange.Reply reply = send(method + " " + path + " HTTP/1.1", "Content-Type: " + type);

        assertThat(reply.status()).as("codec %s", codec).isEqualTo(status);
        assertThat(reply.headers()).doesNotContainKeys("server", "x-powered-by");
        if (status != 200) {
            assertThat(reply.body()).isEmpty();
            assertThat(reply.headers()).containsEntry("connection", "close");
        }
    }

    @Test
    void compressedBodiesAreNotUnpacked() throws IOException {
        assertThat(send("POST / HTTP/1.1", "Content-Type: text/xml\r\nContent-Encoding: gzip")
                        .status())
                .isEqualTo(415);
    }

    @Test
    void ambiguousLengthsAreRefused() throws IOException {
        assertThat(send("POST / HTTP/1.1", "Content-Type: text/xml\r\nContent-Length: 3")
                        .status())
                .isEqualTo(400);
        assertThat(send("POST / HTTP/1.1", "Content-Type: text/xml\r\nTransfer-Encoding: chunked")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void hugeHeadersAreRefused() throws IOException {
        assertThat(send("POST / HTTP/1.1", "X: " + "A".repeat(9000)).status()).isEqualTo(431);
    }

    @Test
    void overlongBodiesAreRefused() throws IOException {
        String body = GOOD + " ".repeat(600_000);

        Exchange.Reply reply = site.asPep(server).post(body);

        assertThat(reply.status()).isEqualTo(413);
        assertThat(reply.headers()).containsEntry("connection", "close");
    }

    @Test
    void callerThatIsNotListedIsDeniedTheRequest() throws IOException {
        Exchange.Reply reply =
                site.as(site.pki().host("ce99.example.org"), server).post(GOOD);

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.body())
                .contains("status:Requester", "status:RequestDenied")
                .doesNotContain(">Permit<");
        assertThat(reply.decision()).isEqualTo("Indeterminate");
    }

    @Test
    void pilotMayNotNamePeopleWithoutTheirChain() throws IOException {
        Identity pilot = site.atlasProxy("Pilot", "/atlas/Role=pilot");

        assertThat(site.as(pilot, server).post(GOOD).body()).contains("status:RequestDenied");
    }

    @Test
    void proxiesMayCallAsTheEndEntityBehindThem() throws IOException {
        Identity proxy = site.pki().proxy(site.pep());

        assertThat(site.as(proxy, server).post(GOOD).decision()).isEqualTo("Permit");
    }

    @Test
    void strangersDoNotGetThroughTheHandshake() {
        Identity unknownAuthority = site.pki()
                .untrusted(new org.portcullis.profile.Dn("/CN=Rogue CA"))
                .issue(site.pki().hostEntity("pep1.example.org"));
        Identity revoked = site.pki().host("revoked.example.org");
        Identity brokenProxy = site.pki()
                .proxyDraft(ProxyKind.FULL)
                .signedBy(new Identity(
                        site.pep().chain(), site.pki().host("other.example.org").key()));

        assertThatThrownBy(() -> site.as(unknownAuthority, server).post(GOOD)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> site.as(brokenProxy, server).post(GOOD)).isInstanceOf(IOException.class);
        site.pki().revoke(revoked);
        try (PdpServer fresh = site.start()) {
            assertThatThrownBy(() -> site.as(revoked, fresh).post(GOOD)).isInstanceOf(IOException.class);
        }
    }

    @Test
    void callersWithoutACertificateDoNotGetThroughTheHandshake() {
        SSLContext anonymous = MutualTls.anonymous(
                        List.of(site.pki().authority().certificate()))
                .context();

        assertThatThrownBy(() -> new Exchange(anonymous, server.port()).post(GOOD))
                .isInstanceOf(IOException.class);
    }

    private static Exchange.Reply send(String requestLine, String headers) throws IOException {
        String message = requestLine + "\r\nHost: localhost\r\nConnection: close\r\n" + headers + "\r\nContent-Length: "
                + GOOD.length() + "\r\n\r\n" + GOOD;
        return site.asPep(server).send(message.getBytes(ISO_8859_1));
    }
}
