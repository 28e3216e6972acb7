package org.portcullis.pdp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Leases and packs, changed through the admin port, and what the next question gets. */
class AdminChangesTest {
    private static final List<String> JSON = List.of("Content-Type: application/json");
    private static final String REASON = "{\"reason\":\"drill\",\"ticket\":\"T-1\"}";

    @TempDir
    private Path directory;

    private AdminSite site;
    private AdminSite.Bundles bundles;
    private PdpServer server;

    @BeforeEach
    void startServer() {
        site = AdminSite.in(directory);
        bundles = site.bundles();
        server = site.start();
    }

    @AfterEach
    void stopServer() {
        server.close();
    }

    @Test
    void whoseLeaseIsFrozenIsNotLetInUntilItIsThawed() throws IOException {
        String account = ask().user();

        Exchange.Reply frozen = post("/v1/leases/" + account + "/freeze", "{\"reason\":\"drill\"}");
        assertThat(ask().decision()).isNotEqualTo("Permit");

        Exchange.Reply thawed = post("/v1/leases/" + account + "/thaw", "{\"reason\":\"over\"}");
        assertThat(ask().user()).isEqualTo(account);
        assertThat(frozen.body()).contains("\"kind\":\"frozen\"", "\"author\":\"/C=XX/O=Grid/CN=Officer\"", "drill");
        assertThat(thawed.body()).contains("\"kind\":\"thawed\"");
    }

    @Test
    void aReleasedLeaseIsGoneAndARehearsedOneIsNot() throws IOException {
        String place = "/v1/leases/" + ask().user();

        Exchange.Reply rehearsed = post(place + "/release?dry_run=true", "{\"reason\":\"drill\"}");
        assertThat(rehearsed.body()).contains("\"dryRun\":true");
        assertThat(site.get(server, site.screen(), place).status()).isEqualTo(200);

        assertThat(post(place + "/release", "{\"reason\":\"drill\"}").status()).isEqualTo(200);
        assertThat(site.get(server, site.screen(), place).status()).isEqualTo(404);
    }

    @Test
    void aPackDecidesBeforeTheAnswerLeavesAndSoDoesTheWayBack() throws IOException {
        assertThat(ask().decision()).isEqualTo("Permit");

        Exchange.Reply forth = post("/v1/packs/" + bundles.next() + "/activate", REASON);
        assertThat(forth.body()).contains("\"outcome\":\"in-force\"", "\"version\":\"1.1\"");
        assertThat(ask().decision()).isNotEqualTo("Permit");

        Exchange.Reply back = post("/v1/packs/" + bundles.old() + "/rollback", REASON);
        assertThat(back.status()).as(back.body()).isEqualTo(200);
        assertThat(ask().decision()).isEqualTo("Permit");

        assertThat(site.get(server, site.screen(), "/v1/rollouts?limit=1000").body())
                .contains("\"what\":\"rollback\"", "\"author\":\"/C=XX/O=Grid/CN=Officer\"", "\"ticket\":\"T-1\"");
        assertThat(site.get(server, site.screen(), "/v1/status").body())
                .contains("\"bundle\":\"" + bundles.old() + "\",\"bundleSince\":\"");
    }

    @Test
    void aRehearsalTellsWhatWouldBeDifferentAndSwitchesNothing() throws IOException {
        Exchange.Reply rehearsed = post("/v1/packs/" + bundles.next() + "/activate?dry_run=true", REASON);

        assertThat(rehearsed.status()).as(rehearsed.body()).isEqualTo(200);
        assertThat(rehearsed.body()).contains("\"dryRun\":true", "atlas", "\"before\":", "\"after\":");
        assertThat(ask().decision()).isEqualTo("Permit");
        assertThat(site.get(server, site.screen(), "/v1/packs").body())
                .contains("\"current\":\"" + bundles.old() + "\",\"decides\":\"" + bundles.old() + "\"");
    }

    @Test
    void aPackThatMustNotDecideIsRefusedWithTheReason() throws IOException {
        Exchange.Reply refused = post("/v1/packs/" + bundles.broken() + "/activate", REASON);

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()).contains("urn:portcullis:problem:pack-refused", "\"detail\":");
        assertThat(ask().decision()).isEqualTo("Permit");
    }

    @Test
    void thePageForPeopleRunsAndLoadsNothing() throws IOException {
        Exchange.Reply page = site.get(server, site.screen(), "/docs");

        assertThat(page.headers().get("content-security-policy")).startsWith("default-src 'none'");
        assertThat(page.body())
                .contains("POST /v1/packs/{id}/activate", "<a href=\"#Problem\">", "id=\"BanOrder\"")
                .doesNotContain("<script", "<style", "<img", "src=", "http:");
    }

    private Exchange.Reply ask() throws IOException {
        return site.site().asPep(server).post(Questions.direct("/C=XX/O=Grid/CN=Alice", "/atlas"));
    }

    private Exchange.Reply post(String target, String body) throws IOException {
        return site.send(server, site.officer(), "POST " + target, JSON, body);
    }
}
