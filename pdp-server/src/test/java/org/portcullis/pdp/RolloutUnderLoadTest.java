package org.portcullis.pdp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.portcullis.pdp.bundle.Packs;

/** Bundles that take each other's place at a running server. */
class RolloutUnderLoadTest {
    private static final int ACTIVATIONS = Integer.getInteger("portcullis.activations", 50);
    private static final int ASKING = 4;
    private static final String SUPPORTED = "atlas:\n    supported: true";
    private static final String UNSUPPORTED = "atlas:\n    supported: false";
    private static final Pattern AUDITED =
            Pattern.compile("\"decision\":\"(\\w+)\".*\"digest\":\"([0-9a-f]{64})\"},\"epoch\":(\\d+)");

    @TempDir
    private Path directory;

    @Test
    void noAnswerIsLostAndTheBrokenPackNeverDecides() throws Exception {
        RolloutSite site = RolloutSite.in(directory);
        String open = site.built(site.pack("open", "1.0", "", ""));
        String shut = site.built(site.pack("shut", "1.0", SUPPORTED, UNSUPPORTED));
        String broken = site.pack("broken", "1.0", SUPPORTED, "atlas: [").toString();
        activate(site, open);
        Queue<String> decisions = new ConcurrentLinkedQueue<>();
        Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
        List<String> receipts = new ArrayList<>();

        try (ServerProcess server = ServerProcess.start(site.site())) {
            AtomicBoolean going = new AtomicBoolean(true);
            List<Thread> asking = IntStream.range(0, ASKING)
                    .mapToObj(n -> new Thread(() -> ask(site.site(), server, n, going, decisions, failures)))
                    .toList();
            asking.forEach(Thread::start);
            RolloutSite here = site.with(server);
            for (int n = 0; n < ACTIVATIONS; n++) {
                String next = List.of(shut, broken, open).get(n % 3);
                Shell.Done done = activate(here, next, "--wait", "--timeout", "60s");
                assertThat(done.code()).as(done.err()).isEqualTo(next.equals(broken) ? 3 : 0);
                receipts.add(done.out());
            }
            going.set(false);
            for (Thread thread : asking) {
                thread.join();
            }
        }

        assertThat(failures).isEmpty();
        assertThat(decisions).contains("Permit", "Deny").containsOnly("Permit", "Deny");
        assertThat(receipts.stream().filter(receipt -> receipt.contains("in force on 1/1 after")))
                .hasSize(ACTIVATIONS - (ACTIVATIONS + 1) / 3);
        assertThat(decisionsByPack(site.site().auditLines())).hasSize(2);
        assertThat(site.shell().run("policy", "history", "--verify").code()).isZero();
    }

    @Test
    void bundleThatTheServerRefusesIsTakenBack() throws Exception {
        RolloutSite site = RolloutSite.in(directory);
        Packs.keys(site.site().file("etc"), "alice");
        String good = site.built(
                site.pack("good", "1.0", "", ""),
                "--sign-key",
                site.site().file("etc/alice.key").toString());
        String unsigned = site.built(site.pack("unsigned", "1.1", SUPPORTED, UNSUPPORTED));
        activate(site, good);
        String lax = site.site().read("etc/portcullis.yaml");
        site.site()
                .replace(
                        "etc/portcullis.yaml",
                        "  bundles: ../var/bundles\n",
                        "  bundles: ../var/bundles\n  signing: {keys: [alice.pem]}\n");

        try (ServerProcess server = ServerProcess.start(site.site())) {
            site.site().write("etc/portcullis.yaml", lax);
            Shell.Done refused = activate(site.with(server), unsigned, "--wait", "--timeout", "60s");

            assertThat(refused.code()).as(refused.err()).isEqualTo(3);
            assertThat(refused.err()).contains("the server refused it", "signed by 0 of the 1");
            assertThat(Files.readSymbolicLink(site.site().file("var/bundles/current")))
                    .hasFileName(good);
            assertThat(ask(site, server)).isEqualTo("Permit");
            assertThat(page(server, "/metrics"))
                    .containsPattern("portcullis_policy_info\\{.*bundle=\"" + good + "\".*version=\"1.0\".*} 1")
                    .contains("portcullis_config_last_reload_success 1");
        }
        assertThat(site.shell().run("policy", "history").out()).contains("refused");
    }

    @Test
    void serverWithABrokenBundleStartsWithTheLastGoodOneAndSaysSo() throws Exception {
        RolloutSite site = RolloutSite.in(directory);
        activate(site, site.pack("good", "1.0", "", "").toString());
        site.site().start().close();
        Packs.write(site.site().file("var/bundles/current/data/vos.yaml"), "vos: {}\n");

        try (ServerProcess server = ServerProcess.start(site.site())) {
            assertThat(ask(site, server)).isEqualTo("Permit");
            assertThat(page(server, "/readyz")).isEqualTo("degraded\n");
            assertThat(page(server, "/readyz?verbose")).contains("the last good policy decides instead: mupj 1.0");
            assertThat(page(server, "/metrics")).contains("portcullis_config_last_reload_success 0");

            String digest = Files.readSymbolicLink(site.site().file("var/bundles/current"))
                    .getFileName()
                    .toString();
            Shell.Done mended = activate(site.with(server), digest, "--wait", "--timeout", "60s");
            assertThat(mended.code()).as(mended.err()).isZero();
        }
    }

    private static Shell.Done activate(RolloutSite site, String what, String... more) {
        List<String> line = new ArrayList<>(List.of("policy", "activate", what, "--yes"));
        line.addAll(List.of(more));
        return site.shell().run(line.toArray(String[]::new));
    }

    private static String ask(RolloutSite site, ServerProcess server) throws IOException {
        return site.site()
                .asPep(server.port())
                .post(Questions.direct("/C=XX/O=Grid/CN=Alice", "/atlas"))
                .decision();
    }

    private static void ask(
            TestSite site,
            ServerProcess server,
            int n,
            AtomicBoolean going,
            Queue<String> decisions,
            Queue<Throwable> failures) {
        String question = Questions.direct("/C=XX/O=Grid/CN=User " + n, "/atlas");
        try (KeepAlive connection = new KeepAlive(site.asPep(server.port()))) {
            while (going.get()) {
                decisions.add(connection.post(question).decision());
            }
        } catch (IOException | RuntimeException e) {
            failures.add(e);
        }
    }

    /** What each pack decided, by its digest: one pack says one thing, and no third pack ever said anything. */
    private static Set<String> decisionsByPack(List<String> lines) {
        return lines.stream()
                .map(AUDITED::matcher)
                .filter(Matcher::find)
                .map(audited -> audited.group(2) + " " + audited.group(1))
                .collect(Collectors.toSet());
    }

    private static String page(ServerProcess server, String page) throws IOException {
        try (var body = new URL("http://127.0.0.1:" + server.healthPort() + page).openStream()) {
            return new String(body.readAllBytes(), UTF_8);
        }
    }
}
