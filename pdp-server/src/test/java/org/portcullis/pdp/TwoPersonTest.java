package org.portcullis.pdp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.portcullis.load.pki.Identity;

/** A server where bans of whole VOs and the ends of bans take two people. */
class TwoPersonTest {
    @TempDir
    private Path directory;

    private AdminSite site;
    private PdpServer server;

    @BeforeEach
    void startServer() {
        site = AdminSite.ofTwo(directory);
        server = site.start();
    }

    @AfterEach
    void stopServer() {
        server.close();
    }

    @Test
    void aBanOfAVoIsInForceWhenSomebodyElseConfirmsIt() throws IOException {
        Exchange.Reply asked = ban("vo:atlas");
        assertThat(asked.status()).isEqualTo(202);
        assertThat(decision()).isEqualTo("Permit");

        Exchange.Reply alone = confirm(site.officer(), asked);
        assertThat(alone.status()).isEqualTo(403);
        assertThat(alone.body()).contains("somebody else has to confirm it");
        assertThat(site.site().auditLines()).last().asString().contains("untrusted-pep", "CN=Officer");
        assertThat(decision()).isEqualTo("Permit");

        Exchange.Reply both = confirm(site.second(), asked);
        assertThat(both.status()).isEqualTo(201);
        assertThat(both.body()).contains("\"author\":\"/C=XX/O=Grid/CN=Officer, confirmed by /C=XX/O=Grid/CN=Second\"");
        assertThat(decision()).isEqualTo("Deny");
    }

    @Test
    void aPersonIsBannedByOneAndLetInAgainByTwo() throws IOException {
        Exchange.Reply banned = ban("dn:/C=XX/O=Grid/CN=Alice");
        assertThat(banned.status()).isEqualTo(201);
        assertThat(decision()).isEqualTo("Deny");

        Exchange.Reply asked = site.send(
                server, site.officer(), "DELETE " + banned.headers().get("location") + "?reason=over", List.of(), "");
        assertThat(asked.status()).isEqualTo(202);
        assertThat(decision()).isEqualTo("Deny");

        assertThat(confirm(site.second(), asked).status()).isEqualTo(200);
        assertThat(decision()).isEqualTo("Permit");
    }

    @Test
    void whatWasChangedMeanwhileIsNotWhatWasProposed() throws IOException {
        Exchange.Reply banned = ban("dn:/C=XX/O=Grid/CN=Alice");
        String place = banned.headers().getOrDefault("location", "");
        Exchange.Reply asked = site.send(server, site.officer(), "DELETE " + place + "?reason=over", List.of(), "");
        site.site().write("var/portcullis.pid", "");
        new Shell(site.site().configFile().toString())
                .run("ban", "extend", place.replace("/v1/bans/", ""), "--for", "30d");

        assertThat(confirm(site.second(), asked).status()).isEqualTo(412);

        assertThat(decision()).isEqualTo("Deny");
    }

    private Exchange.Reply ban(String selector) throws IOException {
        return site.send(
                server,
                site.officer(),
                "POST /v1/bans",
                List.of("Content-Type: application/json"),
                "{\"selector\":\"" + selector + "\",\"reason\":\"test\"}");
    }

    private Exchange.Reply confirm(Identity who, Exchange.Reply asked) throws IOException {
        return site.send(server, who, "POST " + asked.headers().get("location") + "/confirm", List.of(), "");
    }

    private String decision() throws IOException {
        return site.site()
                .asPep(server)
                .post(Questions.direct("/C=XX/O=Grid/CN=Alice", "/atlas"))
                .decision();
    }
}
