package org.portcullis.pdp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bans through the admin port of a running server, and what the commands and the PEPs see of them. */
class AdminBansTest {
    private static final String ALICE = "/C=XX/O=Grid/CN=Alice";
    private static final Pattern ID = Pattern.compile("\"id\":\"([^\"]+)\"");
    private static final Pattern NEXT = Pattern.compile("\"next\":\"([^\"]+)\"");

    @TempDir
    private Path directory;

    private AdminSite site;
    private PdpServer server;

    @BeforeEach
    void startServer() {
        site = AdminSite.in(directory);
        server = site.start();
    }

    @AfterEach
    void stopServer() {
        server.close();
    }

    @Test
    void aBanIsInForceBeforeItsAnswerLeavesAndSoIsItsEnd() throws IOException {
        for (int round = 0; round < 5; round++) {
            assertThat(decision()).isEqualTo("Permit");

            Exchange.Reply added = add("dn:" + ALICE);
            assertThat(decision()).isEqualTo("Deny");

            Exchange.Reply lifted = lift(place(added), List.of());
            assertThat(decision()).isEqualTo("Permit");
            assertThat(List.of(added, lifted)).allMatch(reply -> reply.body().contains("\"taken\":true"));
        }
    }

    @Test
    void whoDidItIsWhoTheCertificateSays() throws IOException {
        Exchange.Reply added = add("vo:mayhem");
        lift(place(added), List.of());

        Shell.Done history = shell("ban", "history", "-o", "json");

        assertThat(history.out().lines())
                .hasSize(2)
                .allMatch(line -> line.contains("\"author\":\"" + site.officer().name() + "\""))
                .last()
                .asString()
                .contains("\"kind\":\"lifted\"", "\"reason\":\"it is over\"");
    }

    @Test
    void dryRunsCountWhoWouldBeHitAndChangeNothing() throws IOException {
        decision();

        Exchange.Reply added = post("?dry_run=true", List.of(), "dn:" + ALICE);

        assertThat(added.status()).isEqualTo(200);
        assertThat(added.body())
                .contains("\"dryRun\":true", "\"decisions\":1", "\"permits\":1", "\"subjects\":1", "\"leases\":1");
        assertThat(decision()).isEqualTo("Permit");
        assertThat(shell("ban", "history").out()).isEmpty();
    }

    @Test
    void aRequestThatIsSentTwiceIsDoneOnce() throws IOException {
        List<String> key = List.of("Idempotency-Key: \"7f2c\"");

        Exchange.Reply first = post("", key, "vo:mayhem");
        Exchange.Reply second = post("", key, "vo:mayhem");
        Exchange.Reply without = post("", List.of(), "vo:mayhem");

        assertThat(first.status()).isEqualTo(201);
        assertThat(second.status()).isEqualTo(201);
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(without.status()).isEqualTo(409);
        assertThat(shell("ban", "history").out().lines()).hasSize(1);
    }

    @Test
    void whoBanTheSameAtOnceMakeOneBan() throws Exception {
        ExecutorService officers = Executors.newFixedThreadPool(3);
        try {
            for (int round = 0; round < 10; round++) {
                Callable<Integer> one = banning("host:wn" + round + ".example.org");
                List<Integer> statuses = new ArrayList<>();
                for (Future<Integer> done : officers.invokeAll(List.of(one, one, one))) {
                    statuses.add(done.get());
                }
                assertThat(statuses).containsExactlyInAnyOrder(201, 409, 409);
            }
        } finally {
            officers.shutdownNow();
        }
        assertThat(shell("ban", "history").out().lines()).hasSize(10);
    }

    private Callable<Integer> banning(String selector) {
        return () -> add(selector).status();
    }

    @Test
    void whatSomebodyElseChangedIsNotLifted() throws IOException {
        Exchange.Reply added = add("vo:mayhem");
        List<String> seen = List.of("If-Match: " + added.headers().get("etag"));
        String id = ids(added).get(0);
        assertThat(shell("ban", "extend", id, "--for", "30d").code()).isZero();

        Exchange.Reply refused = lift("/v1/bans/" + id, seen);

        assertThat(refused.status()).isEqualTo(412);
        assertThat(shell("ban", "show", id).out()).contains("vo:mayhem");
    }

    @Test
    void thePrivateReasonIsForThoseWhoMayWriteOne() throws IOException {
        shell("ban", "add", "vo:mayhem", "--yes", "--reason", "told", "--private-reason", "untold");
        server.reload();

        assertThat(site.get(server, site.officer(), "/v1/bans/1").body()).contains("told", "untold");
        assertThat(site.get(server, site.screen(), "/v1/bans/1").body()).doesNotContain("untold");
        assertThat(site.get(server, site.screen(), "/v1/bans").body()).doesNotContain("untold");
    }

    @Test
    void partsOfTheListLeaveNothingOutThoughBansComeAndGoMeanwhile() throws IOException {
        for (int n = 1; n <= 25; n++) {
            add("host:wn" + n + ".example.org");
        }

        Exchange.Reply first = site.get(server, site.screen(), "/v1/bans?limit=10");
        lift("/v1/bans/3", List.of());
        add("host:wn26.example.org");
        Exchange.Reply second = site.get(server, site.screen(), "/v1/bans?limit=10&cursor=" + next(first));
        Exchange.Reply third = site.get(server, site.screen(), "/v1/bans?limit=10&cursor=" + next(second));

        List<String> all = new ArrayList<>(ids(first));
        all.addAll(ids(second));
        all.addAll(ids(third));
        List<String> wanted = new ArrayList<>(
                IntStream.rangeClosed(1, 25).mapToObj(Integer::toString).toList());
        wanted.addAll(List.of("27", "file:1", "file:2"));
        assertThat(all).isEqualTo(wanted);
        assertThat(third.body()).contains("\"truncated\":false").doesNotContain("next");
    }

    @Test
    void aLostStoreIsSaidWithoutItsPlace() throws IOException {
        Files.delete(site.site().file("var/bans.db"));

        Exchange.Reply reply = add("vo:mayhem");

        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.headers()).containsKey("retry-after");
        assertThat(reply.body()).contains("urn:portcullis:problem:unavailable").doesNotContain("bans.db", "Exception");
        assertThat(lift("/v1/bans/1", List.of()).status()).isEqualTo(503);
        assertThat(site.site().file("var/bans.db")).doesNotExist();
    }

    private String decision() throws IOException {
        return site.site().asPep(server).post(Questions.direct(ALICE, "/atlas")).decision();
    }

    private Exchange.Reply add(String selector) throws IOException {
        return post("", List.of(), selector);
    }

    private Exchange.Reply post(String query, List<String> headers, String selector) throws IOException {
        List<String> all = new ArrayList<>(headers);
        all.add("Content-Type: application/json");
        String body = "{\"selector\":\"" + selector + "\",\"reason\":\"test\"}";
        return site.send(server, site.officer(), "POST /v1/bans" + query, all, body);
    }

    private Exchange.Reply lift(String place, List<String> headers) throws IOException {
        return site.send(server, site.officer(), "DELETE " + place + "?reason=it+is+over", headers, "");
    }

    private Shell.Done shell(String... arguments) {
        site.site().write("var/portcullis.pid", "");
        return new Shell(site.site().configFile().toString()).run(arguments);
    }

    private static List<String> ids(Exchange.Reply reply) {
        return ID.matcher(reply.body())
                .results()
                .map(MatchResult::group)
                .map(AdminBansTest::value)
                .toList();
    }

    private static String value(String field) {
        return field.substring(6, field.length() - 1);
    }

    private static String place(Exchange.Reply added) {
        return added.headers().getOrDefault("location", "/v1/nowhere");
    }

    private static String next(Exchange.Reply reply) {
        return NEXT.matcher(reply.body()).results().findFirst().orElseThrow().group(1);
    }
}
