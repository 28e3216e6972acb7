package org.portcullis.pdp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Servers that share one store of bans: scenarios 72 and 73, and what they do when they lose it. */
class ReplicasTest {
    private static final String DN = "/C=XX/O=Grid/CN=Somebody";

    @TempDir
    private Path directory;

    @Test
    void banIsInForceOnEveryServerWithItsReceiptAndForgottenWhenLifted() throws Exception {
        TestSite site = TestSite.in(directory);
        Path second = replica(site, "second");
        try (ServerProcess one = ServerProcess.start(site.configFile());
                ServerProcess other = ServerProcess.start(second)) {
            Shell shell = new Shell(commands(site, one.healthPort(), other.healthPort()));
            assertThat(decisions(site, one, other)).containsOnly("Permit");

            Shell.Done added = shell.run("ban", "add", "dn:" + DN, "--reason", "drill", "--wait");
            List<String> banned = decisions(site, one, other);
            Shell.Done lifted = shell.run("ban", "lift", "1", "--reason", "drill", "--wait");
            List<String> free = decisions(site, one, other);

            assertThat(added.code()).as(added.err()).isZero();
            assertThat(added.out()).contains("in force on 2/2 after ");
            assertThat(banned).containsOnly("Deny");
            assertThat(lifted.out()).contains("in force on 2/2 after ");
            assertThat(free).containsOnly("Permit");

            other.terminate();
            Shell.Done late = shell.run("ban", "add", "dn:" + DN, "--reason", "drill", "--wait", "--timeout", "1s");

            assertThat(late.code()).isEqualTo(8);
            assertThat(late.out()).contains("in force on 1/2 after ");
            assertThat(late.err()).contains("not in force on localhost:" + other.healthPort());
        }
    }

    @Test
    void receiptCountsNoServerWhoseStoreWasReplaced() throws Exception {
        TestSite site = TestSite.in(directory);
        try (PdpServer server = site.start()) {
            Shell shell = new Shell(commands(site, server.healthPort(), server.healthPort()));
            Shell.Done before = shell.run("ban", "add", "vo:cms", "--reason", "drill", "--yes", "--wait");
            Files.delete(site.file("var/bans.db"));
            shell.run("ban", "init", "--yes");

            Shell.Done after = shell.run("ban", "add", "dn:" + DN, "--reason", "drill", "--wait", "--timeout", "1s");

            assertThat(before.code()).as(before.err()).isZero();
            assertThat(after.code()).isEqualTo(8);
            assertThat(after.out()).contains("in force on 0/2 after ");
        }
    }

    @Test
    void serverThatCannotReadTheStoreForTooLongPermitsNobodyUntilItCanAgain() throws Exception {
        TestSite site = TestSite.in(directory)
                .replace("etc/portcullis.yaml", "policy:\n", "policy:\n  max-ban-staleness: 500ms\n  ban-poll: 50ms\n")
                .write("etc/bans.txt", "dn:/C=XX/O=Grid/CN=Banned\n");
        Path store = site.file("var/bans.db");
        Path away = site.file("var/bans.away");
        try (PdpServer server = site.start()) {
            assertThat(ask(site, server.port(), DN)).isEqualTo("Permit");

            Files.move(store, away);
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> ask(site, server.port(), DN).equals("Indeterminate"));
            String banned = ask(site, server.port(), "/C=XX/O=Grid/CN=Banned");
            int notReady = get(server, "/readyz").statusCode();
            String metrics = get(server, "/metrics").body();
            Files.move(away, store);
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> ask(site, server.port(), DN).equals("Permit"));

            assertThat(banned).isEqualTo("Deny");
            assertThat(notReady).isEqualTo(503);
            assertThat(metrics).containsPattern("(?m)^portcullis_ban_staleness_seconds (?!0\\.[0-4])");
            assertThat(get(server, "/readyz").statusCode()).isEqualTo(200);
        }
        assertThat(site.auditLines()).anySatisfy(line -> assertThat(line).contains("stale-information"));
    }

    /** Another server at the same site, with leases and records of its own. */
    private static Path replica(TestSite site, String name) {
        String config = site.read("etc/portcullis.yaml");
        for (String kept : List.of("leases.db", "audit.jsonl", "portcullis.pid")) {
            config = config.replace("var/" + kept, "var/" + name + "-" + kept);
        }
        site.write("etc/" + name + ".yaml", config);
        return site.file("etc/" + name + ".yaml");
    }

    /** The configuration of a machine where no server runs that could be sent a signal. */
    private static String commands(TestSite site, int... healthPorts) {
        String config = site.read("etc/portcullis.yaml").replace("portcullis.pid", "none.pid");
        site.write(
                "etc/commands.yaml",
                config + "cluster:\n  health: [localhost:" + healthPorts[0] + ", localhost:" + healthPorts[1] + "]\n");
        return site.file("etc/commands.yaml").toString();
    }

    private static List<String> decisions(TestSite site, ServerProcess one, ServerProcess other) throws IOException {
        return List.of(ask(site, one.port(), DN), ask(site, other.port(), DN));
    }

    private static String ask(TestSite site, int port, String dn) throws IOException {
        return site.asPep(port).post(Questions.direct(dn, "/atlas")).decision();
    }

    private static java.net.http.HttpResponse<String> get(PdpServer server, String page) throws Exception {
        URI uri = URI.create("http://localhost:" + server.healthPort() + page);
        return HttpClient.newHttpClient().send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
    }
}
