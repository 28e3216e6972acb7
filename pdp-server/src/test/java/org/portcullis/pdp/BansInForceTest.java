package org.portcullis.pdp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.portcullis.pdp.ban.DamagedFile;

/** Bans at a running server, as PEPs see them. */
class BansInForceTest {
    private static final int ROUNDS = 50;

    @TempDir
    private Path directory;

    @Test
    void noPermitLeavesAfterTheReceipt() throws Exception {
        TestSite site = TestSite.in(directory);
        List<String> after = new ArrayList<>();
        List<String> before = new ArrayList<>();
        List<String> receipts = new ArrayList<>();
        try (ServerProcess server = ServerProcess.start(site)) {
            site.write(
                    "etc/here.yaml",
                    site.read("etc/portcullis.yaml")
                            .replace(
                                    "health:\n  listen: 127.0.0.1:0",
                                    "health:\n  listen: 127.0.0.1:" + server.healthPort()));
            Shell shell = new Shell(site.file("etc/here.yaml").toString());
            for (int n = 0; n < ROUNDS; n++) {
                String dn = "/C=XX/O=Grid/CN=User " + n % 30;
                before.add(ask(site, server.port(), dn));
                Shell.Done added = shell.run("ban", "add", "dn:" + dn, "--reason", "drill", "--wait", "-o", "json");
                after.add(ask(site, server.port(), dn));
                receipts.add(added.out());
                assertThat(added.code()).as(added.err()).isZero();
                String id = added.out().replaceAll("(?s).*\"id\":\"(\\d+)\".*", "$1");
                assertThat(shell.run("ban", "lift", id, "--reason", "drill", "--wait")
                                .code())
                        .isZero();
            }
        }

        assertThat(before).containsOnly("Permit");
        assertThat(after).hasSize(ROUNDS).containsOnly("Deny");
        assertThat(receipts)
                .allSatisfy(receipt -> assertThat(receipt)
                        .containsPattern("\"epoch\":\\d+,\"inForce\":\"1/1\",\"milliseconds\":\\d+}"));
        assertThat(site.auditLines().stream().filter(line -> line.contains("banned-subject")))
                .hasSize(ROUNDS);
    }

    @Test
    void damagedBanFilesNeverLetABannedSubjectIn() throws IOException {
        TestSite site = TestSite.in(directory);
        byte[] good = IntStream.range(0, 60)
                .mapToObj(n -> "dn:/C=XX/O=Grid/CN=User " + n + "\n")
                .collect(Collectors.joining())
                .getBytes(UTF_8);
        Files.write(site.file("etc/bans.txt"), good);
        SplittableRandom random = new SplittableRandom(7);
        List<String> decisions = new ArrayList<>();

        try (PdpServer server = site.start()) {
            for (int n = 0; n < 100; n++) {
                Files.write(site.file("etc/bans.txt"), DamagedFile.of(good, random));
                server.reload();
                decisions.add(ask(site, server.port(), "/C=XX/O=Grid/CN=User " + n % 50));
                Files.write(site.file("etc/bans.txt"), good);
                server.reload();
            }
        }

        assertThat(decisions).hasSize(100).containsOnly("Deny");
    }

    @Test
    void banChangeKeepsThePackAndABrokenPackKeepsNoBanOut() throws IOException {
        TestSite site = TestSite.in(directory);
        Shell shell = new Shell(site.configFile().toString());

        try (PdpServer server = site.start()) {
            site.write("etc/policy/data/vos.yaml", "broken: [");
            site.write("var/portcullis.pid", "");
            shell.run("ban", "add", "dn:/C=XX/O=Grid/CN=Alice", "--reason", "drill");
            assertThat(server.reload().success()).isFalse();

            assertThat(ask(site, server.port(), "/C=XX/O=Grid/CN=Alice")).isEqualTo("Deny");
            assertThat(ask(site, server.port(), "/C=XX/O=Grid/CN=Carl")).isEqualTo("Permit");
        }
    }

    private static String ask(TestSite site, int port, String dn) throws IOException {
        return site.asPep(port).post(Questions.direct(dn, "/atlas")).decision();
    }
}
