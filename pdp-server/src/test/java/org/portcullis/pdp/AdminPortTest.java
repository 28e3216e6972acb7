package org.portcullis.pdp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.portcullis.load.pki.Identity;
import org.portcullis.load.pki.MutualTls;
import org.portcullis.load.pki.ProxyKind;

/** Who gets in at the admin port of a running server, over TLS, and what all others get. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AdminPortTest {
    private static final String STATUS = "/v1/status";
    private static final String DENIED = "urn:portcullis:problem:request-denied";

    private AdminSite site;
    private PdpServer server;

    @BeforeAll
    void startServer(@TempDir Path directory) {
        site = AdminSite.in(directory);
        server = site.start();
    }

    @AfterAll
    void stopServer() {
        server.close();
    }

    @Test
    void whoHasARoleGetsTheStatus() throws IOException {
        for (Identity caller : List.of(site.officer(), site.screen())) {
            Exchange.Reply reply = site.get(server, caller, STATUS);

            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.headers()).containsEntry("content-type", "application/json");
            assertThat(reply.body()).contains("\"policy\":{\"name\":\"mupj\"").contains("\"stale\":false");
        }
    }

    @Test
    void whoHasNoRoleIsRefusedAndOnRecord() throws IOException {
        for (Identity caller : List.of(site.guest(), site.site().pep())) {
            assertDenied(site.get(server, caller, STATUS));

            assertThat(lastAuditLine())
                    .contains("\"pepDn\":\"" + caller.name() + "\"", "\"decision\":\"Refused\"", "untrusted-pep");
        }
    }

    /** E08: whoever is the owner, and whatever is asked for. */
    @ParameterizedTest
    @EnumSource(
            mode = Mode.INCLUDE,
            names = {"FULL", "LIMITED"})
    void proxiesAreRefusedInTheLanguageOfTheRequestAndOnRecord(ProxyKind kind) throws IOException {
        Identity proxy = site.site().pki().proxyDraft(kind).signedBy(site.officer());
        long before = site.site().auditLines().size();

        Exchange.Reply json = site.get(server, proxy, STATUS);
        Exchange.Reply soap = site.door(server, proxy).post(Questions.direct("/C=XX/O=Grid/CN=Alice", "/atlas"));

        assertDenied(json);
        assertThat(soap.status()).isEqualTo(200);
        assertThat(soap.headers().get("content-type")).startsWith("text/xml");
        assertThat(soap.body())
                .contains("status:Requester", "status:RequestDenied")
                .doesNotContain(">Permit<");
        assertThat(site.site().auditLines().stream().skip(before))
                .hasSize(2)
                .allMatch(line -> line.contains("\"pepDn\":\"" + site.officer().name() + "\"")
                        && line.contains("\"reason\":\"untrusted-pep\""));
    }

    /** Proxies that are not even believed do not come as far as that. */
    @Test
    void proxiesThatNobodyBelievesGetNoByteOfHttp() {
        Identity legacy = site.site().pki().proxyDraft(ProxyKind.LEGACY).signedBy(site.officer());

        assertThatThrownBy(() -> site.get(server, legacy, STATUS)).isInstanceOf(IOException.class);
    }

    @Test
    void noQuestionIsAnsweredHereWhoeverAsks() throws IOException {
        Exchange.Reply reply =
                site.door(server, site.officer()).post(Questions.direct("/C=XX/O=Grid/CN=Alice", "/atlas"));

        assertThat(reply.body()).contains("status:RequestDenied").doesNotContain(">Permit<");
    }

    @Test
    void aRoleOnThisPortIsNoRightToAsk() throws IOException {
        Exchange.Reply reply =
                site.site().as(site.officer(), server).post(Questions.direct("/C=XX/O=Grid/CN=A", "/atlas"));

        assertThat(reply.body()).contains("status:RequestDenied");
    }

    @Test
    void withoutACertificateThereIsNoByteOfHttp() {
        Exchange nobody = new Exchange(
                MutualTls.anonymous(List.of(site.site().pki().authority().certificate()))
                        .context(),
                server.adminPort().orElseThrow());

        assertThatThrownBy(() -> nobody.send("GET /v1/status HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(ISO_8859_1)))
                .isInstanceOf(IOException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "GET /, 404, not-found",
        "GET /v1/status/, 404, not-found",
        "GET /v1/../v1/status, 404, not-found",
        "GET /v1/%73tatus, 404, not-found",
        "GET /V1/status, 404, not-found",
        "POST /v1/status, 405, method-not-allowed",
        "OPTIONS /v1/status, 405, method-not-allowed",
        "GET /v1/status?verbose, 400, malformed-request",
        "GET /v1/status?a=b, 400, malformed-request",
    })
    void whatIsNotThereIsSaidSo(String request, int status, String problem) throws IOException {
        Exchange.Reply reply = site.send(server, site.officer(), request, List.of(), "");

        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.body()).contains("\"type\":\"urn:portcullis:problem:" + problem + "\"");
    }

    @Test
    void whatIsTooLongIsNotRead() throws IOException {
        Exchange.Reply reply = site.send(server, site.officer(), "POST /v1/status", List.of(), "x".repeat(600 << 10));

        assertThat(reply.status()).isEqualTo(413);
        assertThat(reply.body()).contains("urn:portcullis:problem:too-large");
    }

    @Test
    void requestsKeepTheNameThatTheyCameWith() throws IOException {
        Exchange.Reply named = site.send(server, site.screen(), "GET " + STATUS, List.of("X-Request-ID: abc-123"), "");
        Exchange.Reply odd = site.send(server, site.screen(), "GET " + STATUS, List.of("X-Request-ID: a b\"c"), "");
        Exchange.Reply refused = site.get(server, site.guest(), STATUS);

        assertThat(named.headers()).containsEntry("x-request-id", "abc-123");
        assertThat(odd.headers().get("x-request-id")).matches("[0-9a-f-]{36}");
        assertThat(lastAuditLine()).contains(refused.headers().get("x-request-id"));
    }

    @Test
    void answersGiveAwayNeitherProductNorVersion() throws IOException {
        Exchange.Reply reply = site.get(server, site.guest(), "/v1/nothing");

        assertThat(reply.headers()).doesNotContainKeys("server", "x-powered-by");
        assertThat(reply.body()).doesNotContainIgnoringCase("jetty").doesNotContain("org.", "/v1/nothing");
    }

    private void assertDenied(Exchange.Reply reply) {
        assertThat(reply.status()).isEqualTo(403);
        assertThat(reply.headers()).containsEntry("content-type", "application/problem+json");
        assertThat(reply.body())
                .startsWith("{\"type\":\"" + DENIED
                        + "\",\"title\":\"the caller is not entitled to do this\",\"status\":403,")
                .doesNotContain("detail");
    }

    private String lastAuditLine() {
        List<String> lines = site.site().auditLines();
        return lines.get(lines.size() - 1);
    }

    @Test
    void rolesAndBansCountFromTheNextReloadOn(@TempDir Path directory) throws IOException {
        AdminSite other = AdminSite.in(directory);
        try (PdpServer serving = other.start()) {
            assertDenied(other.get(serving, other.guest(), STATUS));
            other.site().replace("etc/peps.yaml", "CN=Screen", "CN=Guest");
            assertThat(serving.reload().success()).isTrue();

            assertThat(other.get(serving, other.guest(), STATUS).status()).isEqualTo(200);
            assertDenied(other.get(serving, other.screen(), STATUS));

            other.ban("dn:/C=XX/O=Grid/CN=officer");
            await().untilAsserted(() -> assertDenied(other.get(serving, other.officer(), STATUS)));
            assertThat(other.site().auditLines()).last().asString().contains("banned-caller");
        }
    }

    @Test
    void withoutAnAddressThereIsNoPort(@TempDir Path directory) {
        try (PdpServer serving = TestSite.in(directory).start()) {
            assertThat(serving.adminPort()).isEmpty();
        }
    }

    /** Every thread of the decision port is taken by callers who do not finish what they send. */
    @Test
    void aFloodOfQuestionsDoesNotReachIt(@TempDir Path directory) throws Exception {
        AdminSite other = AdminSite.in(directory);
        other.site().replace("etc/portcullis.yaml", "server:\n", "server:\n  threads: 8\n");
        try (PdpServer serving = other.start();
                Flood flood = Flood.of(other.site().asPep(serving), 64)) {
            assertThat(flood.size()).isEqualTo(64);

            assertThat(other.get(serving, other.officer(), STATUS).status()).isEqualTo(200);
        }
    }
}
