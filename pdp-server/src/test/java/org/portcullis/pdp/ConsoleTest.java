package org.portcullis.pdp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.portcullis.load.pki.Identity;
import org.portcullis.load.pki.ProxyKind;

/** The console of a running server over TLS: who sees what, what can be changed, and what of it is on record. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConsoleTest {
    private static final String GRID = "/C=XX/O=Grid/CN=";
    private static final Pattern TOKEN = Pattern.compile("name=\"token\" value=\"([^\"]+)\"");
    private static final Pattern TAG = Pattern.compile("name=\"tag\" value=\"([^\"]+)\"");
    private static final String SAME_ORIGIN = "Sec-Fetch-Site: same-origin";

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
    void everyPageIsThereForWhoeverMayLookAndRunsNothing() throws IOException {
        ask(GRID + "Ann");
        for (String page : List.of("", "/decisions", "/try", "/bans", "/bans/file:1", "/pools", "/load", "/packs")) {
            Exchange.Reply reply = site.get(server, site.screen(), "/console" + page);

            assertThat(reply.status()).as(page).isEqualTo(200);
            assertThat(reply.headers())
                    .containsEntry("content-type", "text/html; charset=utf-8")
                    .containsEntry(
                            "content-security-policy",
                            "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; "
                                    + "frame-ancestors 'none'; base-uri 'none'")
                    .containsEntry("referrer-policy", "no-referrer")
                    .containsEntry("cache-control", "no-store")
                    .containsEntry("x-content-type-options", "nosniff")
                    .doesNotContainKey("refresh");
            assertThat(reply.body())
                    .startsWith("<!DOCTYPE html>\n<html lang=\"en\">")
                    .doesNotContain("<script", "http://", "https://")
                    .doesNotContainPattern("<[a-z][^>]* (src|style|on[a-z]+)=");
        }
    }

    @Test
    void theStyleSheetIsAllThatPagesFetch() throws IOException {
        Exchange.Reply reply = site.get(server, site.screen(), "/console/style.css");

        assertThat(reply.headers()).containsEntry("content-type", "text/css; charset=utf-8");
        assertThat(reply.body()).contains("body {").doesNotContain("url(", "@import");
    }

    @Test
    void whoHasNoRoleIsRefusedAndOnRecord() throws IOException {
        Identity proxy = site.site().pki().proxyDraft(ProxyKind.FULL).signedBy(site.officer());
        for (Identity caller : List.of(site.guest(), site.site().pep(), proxy)) {
            Exchange.Reply reply = site.get(server, caller, "/console/decisions");

            assertThat(reply.status()).isEqualTo(403);
            assertThat(reply.body())
                    .contains("the caller is not entitled to do this")
                    .doesNotContain("no role");
            assertThat(lastRecord()).contains("\"decision\":\"Refused\"", "untrusted-pep", "\"digest\":");
        }
    }

    @Test
    void whoMayLookSeesNoFormThatChanges() throws IOException {
        assertThat(site.get(server, site.screen(), "/console/bans").body()).doesNotContain("<form");
        assertThat(site.get(server, site.screen(), "/console/bans/file:1").body())
                .doesNotContain("<form");
        assertThat(site.get(server, site.officer(), "/console/bans").body()).contains("<form", "Ban somebody");
    }

    @Test
    void whoMayLookCannotChangeEvenWithAToken() throws IOException {
        String token = token(site.screen(), "/console/try");

        Exchange.Reply reply = post(site.screen(), "/console/bans", form(token, "selector", "vo:rogue", "reason", "x"));

        assertThat(reply.status()).isEqualTo(403);
        assertThat(lastRecord()).contains("\"decision\":\"Refused\"", "CN=Screen");
        assertThat(bans()).doesNotContain("vo:rogue");
    }

    @Test
    void aBanIsPreviewedMadeAndLifted() throws IOException {
        String person = GRID + "Bob";
        ask(person);
        String token = token(site.officer(), "/console/bans");

        Exchange.Reply preview = post(
                site.officer(),
                "/console/bans/preview",
                form(token, "selector", "dn:" + person, "reason", "stolen key", "for", "72h"));
        assertThat(preview.body()).contains("Ban dn:" + person + "?", "<dt>decisions</dt><dd>1</dd>", "Ban now");
        assertThat(ask(person)).isEqualTo("Permit");

        String order = form(token(preview), "selector", "dn:" + person, "reason", "stolen key", "for", "72h");
        Exchange.Reply made = post(site.officer(), "/console/bans", order);
        Exchange.Reply again = post(site.officer(), "/console/bans", order);
        assertThat(List.of(made, again)).allMatch(reply -> reply.status() == 303);
        assertThat(made.headers()).containsEntry("location", "/console/bans");
        assertThat(ask(person)).isEqualTo("Deny");
        assertThat(bans()).contains("dn:" + person, "stolen key", "/CN=Officer");

        String place = found(Pattern.compile("href=\"(/console/bans/\\d+)\">dn:" + person), bans());
        Exchange.Reply ban = site.get(server, site.officer(), place);
        String end = form(token(ban), "tag", found(TAG, ban.body()), "reason", "new key");
        assertThat(post(site.officer(), place + "/lift", end).status()).isEqualTo(303);
        assertThat(ask(person)).isEqualTo("Permit");
    }

    @Test
    void whatTheApiSaysNoToIsSaidInItsWords() throws IOException {
        String token = token(site.officer(), "/console/bans");

        Exchange.Reply reply =
                post(site.officer(), "/console/bans/preview", form(token, "selector", "who", "reason", "x"));

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.headers()).containsEntry("content-type", "text/html; charset=utf-8");
        assertThat(reply.body()).contains("`selector` `who`", "role=\"alert\"");
    }

    @ParameterizedTest
    @CsvSource({
        "own, ''",
        "own, Sec-Fetch-Site: cross-site",
        "own, Sec-Fetch-Site: same-site",
        "own, Origin: https://elsewhere.example.org",
        "own, Origin: null",
        "none, Sec-Fetch-Site: same-origin",
        "others, Sec-Fetch-Site: same-origin",
        "forged, Sec-Fetch-Site: same-origin",
    })
    void formsThatOthersWroteAreRefusedAndOnRecord(String which, String header) throws IOException {
        Map<String, String> tokens = new LinkedHashMap<>();
        tokens.put("own", token(site.officer(), "/console/bans"));
        tokens.put("others", token(site.screen(), "/console/try"));
        tokens.put("forged", "5f5e100." + tokens.get("own").split("\\.", 2)[1]);
        String order = form(tokens.getOrDefault(which, ""), "selector", "vo:rogue", "reason", "x");

        Exchange.Reply reply = post(site.officer(), "/console/bans", order, header);

        assertThat(reply.status()).isEqualTo(403);
        assertThat(reply.body()).doesNotContain("token", "another site");
        assertThat(lastRecord()).contains("\"decision\":\"Refused\"", "untrusted-pep", "CN=Officer", "\"digest\":");
        assertThat(bans()).doesNotContain("vo:rogue");
    }

    @Test
    void hostileWordsInReasonsNamesAndFormsStayWords() throws IOException {
        String hostile = "<script>alert(1)<b>\"'><img src=x onerror=alert(1)>";
        String token = token(site.officer(), "/console/bans");
        ask("/C=XX/O=Grid/CN=&lt;b onclick=x&gt;");

        post(site.officer(), "/console/bans", form(token, "selector", "vo:strange", "reason", hostile));
        List<String> pages = new ArrayList<>();
        for (String page : List.of("/bans", "/decisions")) {
            pages.add(site.get(server, site.screen(), "/console" + page).body());
        }
        pages.add(post(site.officer(), "/console/try", form(token, "subject", hostile, "fqans", hostile))
                .body());
        pages.add(post(site.officer(), "/console/bans/preview", form(token, "selector", hostile, "reason", hostile))
                .body());
        pages.add(site.get(server, site.screen(), "/console/bans?all=%3Cscript%3E")
                .body());
        pages.add(site.get(server, site.screen(), "/console/%3Cscript%3E").body());

        assertThat(pages).allSatisfy(page -> assertThat(page).doesNotContain("<script", "<img", "<b ", "\"'>"));
        assertThat(pages.get(0)).contains("&lt;script&gt;alert(1)&lt;b&gt;");
    }

    @Test
    void tryingAQuestionTakesNoLeaseAndLeavesNoDecision() throws IOException {
        String person = GRID + "Dora";
        String token = token(site.screen(), "/console/try");
        long before = site.site().auditLines().size();

        Exchange.Reply reply = post(
                site.screen(),
                "/console/try",
                form(token, "subject", person, "fqans", "/atlas", "resource", "wn", "action", "execute-now"));

        assertThat(reply.body()).contains("badge good\">Permit", "username", "value=\"" + person + "\"");
        assertThat(site.site().auditLines()).hasSize((int) before);
        assertThat(site.get(server, site.screen(), "/v1/leases").body()).doesNotContain(person);
    }

    @Test
    void whatIsNoQuestionIsSaidAboveTheForm() throws IOException {
        String token = token(site.screen(), "/console/try");

        Exchange.Reply reply = post(
                site.screen(), "/console/try", form(token, "subject", "Alice", "resource", "wn", "action", "access"));

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.body()).contains("role=\"alert\"", "`subject` cannot be read", "value=\"Alice\"");
    }

    @Test
    void decisionsLeadToTheirExplanation() throws IOException {
        String person = GRID + "Emil";
        ask(person);

        String list = site.get(server, site.screen(), "/console/decisions").body();
        String decision = found(Pattern.compile("href=\"(/console/decisions/[0-9a-f-]{36})\""), list);

        assertThat(list).contains(person, "badge good\">Permit");
        assertThat(site.get(server, site.screen(), decision).body())
                .contains("lets this subject in as atlas0", "<dt>subject.dn</dt><dd>" + person + "</dd>");
        assertThat(site.get(server, site.screen(), "/console/decisions/00000000-0000-0000-0000-000000000000")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void decisionsOfRotatedFilesAreExplainedToo() throws IOException {
        ask(GRID + "Gina");
        String list = site.get(server, site.screen(), "/console/decisions").body();
        String decision = found(Pattern.compile("href=\"(/console/decisions/[0-9a-f-]{36})\""), list);

        Files.move(site.site().file("var/audit.jsonl"), site.site().file("var/audit.jsonl.1"));
        server.reload();

        assertThat(site.get(server, site.screen(), "/console/decisions").body()).doesNotContain("Gina");
        assertThat(site.get(server, site.screen(), decision).body())
                .contains("lets this subject in as atlas0", "<dt>subject.dn</dt><dd>" + GRID + "Gina</dd>");
    }

    @Test
    void onlyWhoAsksForItIsShownDecisionsAgainAndAgain() throws IOException {
        assertThat(site.get(server, site.screen(), "/console/decisions?watch=yes")
                        .headers())
                .containsEntry("refresh", "10");
    }

    @Test
    void poolsAreAsFullAsTheirLeases() throws IOException {
        int before = free("atlas");

        ask(GRID + "Fred");

        assertThat(free("atlas")).isEqualTo(before - 1);
    }

    private int free(String pool) throws IOException {
        String page = site.get(server, site.screen(), "/console/pools").body();
        String row = "<code>" + pool + "</code></th><td>\\d+</td><td>(\\d+)</td>";
        return Integer.parseInt(found(Pattern.compile(row), page));
    }

    @Test
    void packsTellWhoChangedWhat(@TempDir Path elsewhere) throws IOException {
        AdminSite rolled = AdminSite.in(elsewhere);
        rolled.site().replace("etc/portcullis.yaml", "  pack: policy\n", "  pack: ../var/bundles/current\n");
        RolloutSite packs = new RolloutSite(
                rolled.site(), new Shell(rolled.site().configFile().toString()));
        String atlas = "atlas:\n    supported: true";
        for (Path pack : List.of(
                packs.pack("a", "1.0", "", ""), packs.pack("b", "1.1", atlas, "atlas:\n    supported: false"))) {
            packs.shell().run("policy", "activate", packs.built(pack), "--yes", "--reason", "of " + pack.getFileName());
        }
        try (PdpServer serving = rolled.start()) {
            String history =
                    rolled.get(serving, rolled.screen(), "/console/packs").body();
            String change =
                    rolled.get(serving, rolled.screen(), "/console/packs/4").body();

            assertThat(history).contains("of a", "of b", "switched").doesNotContain("begun");
            assertThat(change).contains("data/vos.yaml vos atlas supported", "<td>true</td><td>false</td>");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "GET /console/, 404",
        "GET /console/../v1/status, 404",
        "GET /console/packs/1, 404",
        "GET /console/bans/nobody, 404",
        "POST /console, 405",
        "DELETE /console/bans/1, 405",
        "GET /console/bans/preview, 404",
    })
    void whatIsNotThereIsSaidOnAPage(String request, int status) throws IOException {
        Exchange.Reply reply = site.send(server, site.officer(), request, List.of(SAME_ORIGIN), "");

        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.body()).contains("<h1>This was not done</h1>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/consoles", "/Console", "/"})
    void everythingElseIsForPrograms(String path) throws IOException {
        assertThat(site.get(server, site.officer(), path).headers())
                .containsEntry("content-type", "application/problem+json");
    }

    private String ask(String dn) throws IOException {
        return site.site().asPep(server).post(Questions.direct(dn, "/atlas")).decision();
    }

    private String bans() throws IOException {
        return site.get(server, site.screen(), "/console/bans").body();
    }

    private String token(Identity caller, String page) throws IOException {
        return token(site.get(server, caller, page));
    }

    private static String token(Exchange.Reply page) {
        return found(TOKEN, page.body());
    }

    private static String found(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        assertThat(matcher.find()).as(pattern.pattern()).isTrue();
        return matcher.group(1).replace("&quot;", "\"");
    }

    private Exchange.Reply post(Identity caller, String path, String form) throws IOException {
        return post(caller, path, form, SAME_ORIGIN);
    }

    private Exchange.Reply post(Identity caller, String path, String form, String header) throws IOException {
        List<String> headers = new ArrayList<>(List.of("Content-Type: application/x-www-form-urlencoded"));
        if (!header.isEmpty()) {
            headers.add(header);
        }
        return site.send(server, caller, "POST " + path, headers, form);
    }

    private static String form(String token, String... fields) {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("token", token);
        for (int i = 0; i < fields.length; i += 2) {
            all.put(fields[i], fields[i + 1]);
        }
        return all.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), UTF_8))
                .collect(Collectors.joining("&"));
    }

    private String lastRecord() {
        List<String> lines = site.site().auditLines();
        return lines.get(lines.size() - 1);
    }
}
