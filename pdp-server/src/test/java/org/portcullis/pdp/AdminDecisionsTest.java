package org.portcullis.pdp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the admin port of a running server tells of its decisions. */
class AdminDecisionsTest {
    private static final Pattern ID = Pattern.compile("\"id\":\"([^\"]+)\"");
    private static final Pattern CALL_ID = Pattern.compile("\"callId\":\"([^\"]+)\"");
    private static final Pattern NEXT = Pattern.compile("\"next\":\"([^\"]+)\"");
    private static final int QUESTIONS = 7;

    @TempDir
    private Path directory;

    private AdminSite site;
    private PdpServer server;

    @BeforeEach
    void startServerAndAsk() throws IOException {
        site = AdminSite.in(directory);
        server = site.start();
        ask();
    }

    private void ask() throws IOException {
        Exchange pep = site.site().asPep(server);
        for (int i = 0; i < QUESTIONS; i++) {
            pep.post(Questions.direct(
                    "/C=XX/O=Grid/CN=" + (i % 2 == 0 ? "Alice" : "Carol"), i % 2 == 0 ? "/atlas" : "/cms"));
        }
    }

    @AfterEach
    void stopServer() {
        server.close();
    }

    @Test
    void partsHaveEveryDecisionOnceTheLatestFirstThoughOthersComeAndTheLogIsRotated() throws IOException {
        List<String> wanted = all(CALL_ID, String.join("\n", site.site().auditLines()));
        Collections.reverse(wanted);

        List<String> told = new ArrayList<>();
        String cursor = "";
        for (int part = 0; part < 4; part++) {
            Exchange.Reply reply = get("/v1/decisions?limit=2" + cursor);
            told.addAll(all(ID, reply.body()));
            cursor = all(NEXT, reply.body()).stream()
                    .map(next -> "&cursor=" + next)
                    .findFirst()
                    .orElse("");
            if (part == 1) {
                Files.move(site.site().file("var/audit.jsonl"), site.site().file("var/audit.jsonl.1"));
                server.reload();
                ask();
            }
        }

        assertThat(told).isEqualTo(wanted);
        assertThat(cursor).isEmpty();
    }

    @Test
    void filtersMustAllBeMet() throws IOException {
        String some = get("/v1/decisions?dn=/CN=ALICE/O=Grid/C=XX&vo=atlas&decision=Permit")
                .body();
        String none = get("/v1/decisions?dn=/C=XX/O=Grid/CN=Alice&vo=cms").body();

        assertThat(all(ID, some)).hasSize(4);
        assertThat(some).contains("\"dn\":\"/C=XX/O=Grid/CN=Alice\"").doesNotContain("Carol");
        assertThat(none.strip()).isEqualTo("{\"decisions\":[],\"truncated\":false,\"incomplete\":[]}");
    }

    private Exchange.Reply get(String target) throws IOException {
        Exchange.Reply reply = site.get(server, site.screen(), target);
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        return reply;
    }

    private static List<String> all(Pattern pattern, String text) {
        List<String> all = new ArrayList<>();
        pattern.matcher(text).results().forEach(found -> all.add(found.group(1)));
        return all;
    }
}
