package org.portcullis.pdp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.portcullis.pdp.config.ConfigReader;

/** A server whose answers are held against those of another real one. */
class ShadowTest {
    private static final String ALICE = "/C=XX/O=Grid/CN=Alice";
    private static final String BOB = "/C=XX/O=Grid/CN=Bob";

    @TempDir
    private Path directory;

    private TestSite site;
    private Shell shell;
    private PdpServer incumbent;

    @BeforeEach
    void startIncumbent() {
        site = TestSite.in(directory);
        shell = new Shell(site.configFile().toString());
        site.replace("etc/peps.yaml", "peps:\n", """
                peps:
                  - dn: /C=XX/O=Grid/CN=localhost
                    resources: [wn, ce, se, rb, other, unspecified]
                    hosts: ["*"]
                    assert-bare: true
                """);
        site.write(
                "etc/incumbent.yaml",
                site.read("etc/portcullis.yaml")
                        .replaceAll("var/(leases|bans|audit|members|portcullis)", "var/incumbent-$1")
                        .replace("accounts.map", "incumbent.map")
                        .replace("groups.map", "incumbent-groups.map"));
        site.write("etc/incumbent.map", site.read("etc/accounts.map"));
        site.write("etc/incumbent-groups.map", site.read("etc/groups.map"));
        start();
    }

    private void start() {
        incumbent = PdpServer.start(ConfigReader.read(site.file("etc/incumbent.yaml")), InstantSource.system());
        shadow("https://localhost:" + incumbent.port() + "/", 1000);
    }

    private void restartIncumbent() {
        incumbent.close();
        start();
    }

    private void shadow(String url, int queue) {
        String config = site.read("etc/portcullis.yaml").replaceAll("(?s)shadow:.*", "");
        site.write(
                "etc/portcullis.yaml",
                config + "shadow:\n  url: " + url + "\n  queue: " + queue
                        + "\n  timeout: 1s\n  differences: ../var/shadow.jsonl\n");
    }

    @AfterEach
    void stopIncumbent() {
        incumbent.close();
    }

    @Test
    void answersThatAreTheSameAreCountedAndNotListed() throws IOException {
        try (PdpServer server = site.start()) {
            ask(server, ALICE, "/atlas");
            ask(server, BOB, "/nobody");

            awaitCount(server, "same", 2);
        }

        assertThat(site.read("var/shadow.jsonl")).isEmpty();
        assertThat(shell.run("decisions", "shadow").code()).isZero();
    }

    @Test
    void differencesInDecisionAccountAndGroupAreListed() throws IOException {
        site.write(
                "etc/incumbent.map",
                site.read("etc/incumbent.map").replace("\"/cms/*\" .cms\n", "") + "\"" + BOB + "\" .cms\n");
        site.write(
                "etc/incumbent-groups.map", site.read("etc/groups.map").replace("\"/ops/*\" ops", "\"/ops/*\" atlas"));
        restartIncumbent();

        try (PdpServer server = site.start()) {
            assertThat(ask(server, ALICE, "/cms").decision()).isEqualTo("Permit");
            assertThat(ask(server, BOB, "/atlas").user()).isEqualTo("atlas001");
            ask(server, ALICE, "/ops");
            awaitCount(server, "decision", 1);
            awaitCount(server, "account", 1);
            awaitCount(server, "group", 1);
        }

        Shell.Done listed = shell.run("decisions", "shadow", "-o", "json");
        assertThat(listed.code()).isEqualTo(3);
        assertThat(listed.out())
                .contains(
                        "\"decision\":1,\"account\":1,\"group\":1",
                        "\"pep\":\"/C=XX/O=Grid/CN=pep1.example.org\"",
                        "\"theirs\":\"Deny\"");
        assertThat(shell.run("decisions", "shadow", "--only", "account").out())
                .contains("user=atlas001", "user=cms001", "1 differ: decision 0, account 1, group 0");
    }

    @Test
    void whatWeRefuseAndTheOtherAnswersIsADifference() throws IOException {
        site.write("etc/incumbent-peps.yaml", site.read("etc/peps.yaml"));
        site.write("etc/incumbent.yaml", site.read("etc/incumbent.yaml").replace("peps.yaml", "incumbent-peps.yaml"));
        restartIncumbent();
        site.replace("etc/peps.yaml", "pep1.example.org", "pep2.example.org");

        try (PdpServer server = site.start()) {
            ask(server, ALICE, "/atlas");

            awaitCount(server, "decision", 1);
        }
        assertThat(shell.run("decisions", "shadow").out()).contains("Refused", "Permit user=atlas001");
    }

    @Test
    void incumbentThatIsGoneOrSilentDelaysAndChangesNothing() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            shadow("https://localhost:" + silent.getLocalPort() + "/", 1);
            try (PdpServer server = site.start()) {
                ask(server, ALICE, "/atlas");
                long start = System.nanoTime();
                for (int n = 0; n < 20; n++) {
                    assertThat(ask(server, ALICE, "/atlas").user()).isEqualTo("atlas001");
                }

                assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(15));
                awaitCount(server, "unanswered", 5);
                assertThat(count(server, "dropped") + count(server, "unanswered"))
                        .isPositive();
            }
        }
        assertThat(site.read("var/shadow.jsonl")).isEmpty();
    }

    @Test
    void withoutAShadowNothingIsListed() {
        site.write(
                "etc/portcullis.yaml", site.read("etc/portcullis.yaml").replaceAll("(?s)shadow:.*", "shadow: off\n"));

        Shell.Done done = shell.run("decisions", "shadow");

        assertThat(done.code()).isEqualTo(78);
        assertThat(done.err()).contains("no `shadow`");
    }

    @Test
    void fileThatCannotBeWrittenKeepsTheServerFromStarting() {
        site.replace("etc/portcullis.yaml", "../var/shadow.jsonl", "../nowhere/shadow.jsonl");

        assertThat(org.assertj.core.api.Assertions.catchThrowable(site::start))
                .hasMessageContaining("nowhere/shadow.jsonl");
    }

    private Exchange.Reply ask(PdpServer server, String dn, String fqan) throws IOException {
        return site.asPep(server).post(Questions.direct(dn, fqan));
    }

    private static void awaitCount(PdpServer server, String outcome, int least) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(
                        () -> assertThat(count(server, outcome)).as(outcome).isGreaterThanOrEqualTo(least));
    }

    private static long count(PdpServer server, String outcome) throws IOException {
        try (InputStream page = new URL("http://127.0.0.1:" + server.healthPort() + "/metrics").openStream()) {
            return new String(page.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> line.startsWith("portcullis_shadow_answers_total{outcome=\"" + outcome + "\"}"))
                    .mapToLong(line -> (long) Double.parseDouble(line.substring(line.indexOf(' ') + 1)))
                    .sum();
        }
    }
}
