package org.portcullis.pdp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code policy replay} and {@code ban affected} on the audit log of a server. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReplayCommandTest {
    private static final String PILOT = "/C=XX/O=Grid/CN=Pilot";

    private TestSite site;
    private Shell shell;
    private String log;
    private String passwd;

    @BeforeAll
    void askSomeQuestions(@TempDir Path directory) throws IOException {
        site = TestSite.in(directory);
        shell = new Shell(site.configFile().toString());
        try (PdpServer server = site.start()) {
            Exchange pep = site.asPep(server);
            pep.post(Questions.direct("/C=XX/O=Grid/CN=Alice", "/atlas"));
            pep.post(Questions.direct("/C=XX/O=Grid/CN=Carol", "/cms"));
            pep.post(Questions.payload("/C=XX/O=Grid/CN=Bob", "/atlas/nl", PILOT, "/atlas/Role=pilot"));
            pep.post(Questions.payload("/C=XX/O=Grid/CN=Bob", "/atlas/nl", PILOT, "/atlas/Role=pilot"));
            pep.post("this is no question");
        }
        log = site.read("var/audit.jsonl");
        passwd = site.read("etc/passwd");
    }

    @BeforeEach
    void putBackWhatTestsChange() throws IOException {
        site.write("var/audit.jsonl", log);
        site.write("etc/passwd", passwd);
        for (String file : List.of("bans.db", "bans.db-wal", "bans.db-shm")) {
            Files.deleteIfExists(site.file("var/" + file));
        }
        assertThat(shell.run("ban", "init", "--yes").code()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"recorded", "recompute"})
    void samePackFlipsNothing(String baseline) {
        Shell.Done done = replay("etc/policy", "--baseline", baseline);

        assertThat(done.code()).as(done.out() + done.err()).isZero();
        assertThat(done.out())
                .contains("last 24h: 4 decisions made again with mupj", "no flips")
                .contains("left out 1: refused before anything was decided");
    }

    @ParameterizedTest
    @CsvSource({"recorded", "recompute"})
    void packThatDropsAVoFlipsItsPermits(String baseline) {
        site.copyPack("next")
                .replace("next/data/vos.yaml", "  cms:\n    supported: true", "  cms:\n    supported: false");

        Shell.Done text = replay("next", "--baseline", baseline);
        Shell.Done json = replay("next", "--baseline", baseline, "-o", "json");

        assertThat(text.code()).isEqualTo(3);
        assertThat(text.out()).contains("1 flips:").containsPattern("1 +Permit +Deny vo-not-supported .* cms ");
        assertThat(json.out())
                .contains("\"replayed\":4,\"partial\":0", "\"flips\":1", "\"from\":\"Permit\"", "\"vo\":\"cms\"")
                .containsPattern("\"examples\":\\[\\{\"id\":\"[0-9a-f-]{36}\",\"accountFrom\":\"uid=43001 gid=3200");
        assertThat(shell.run("lease", "list", "-o", "jsonl").out().lines()).hasSize(3);
    }

    @Test
    void accountThatChangesIsAFlipToo() {
        site.replace("etc/passwd", "cms001:x:43001:", "cms001:x:53001:");

        Shell.Done done = replay("etc/policy");

        assertThat(done.code()).isEqualTo(3);
        assertThat(done.out())
                .containsPattern("1 +Permit +other account")
                .contains("uid=43001 gid=3200 user=cms001 -> uid=53001 gid=3200 user=cms001");
    }

    @Test
    void banOfTodayFlipsPermitsOfYesterday() {
        shell.run("ban", "add", "pilot:" + PILOT, "--reason", "incident");

        Shell.Done done = replay("etc/policy");

        assertThat(done.code()).isEqualTo(3);
        assertThat(done.out())
                .containsPattern("2 +Permit +Deny banned-pilot-owner .* ban pilot:/C=XX/O=Grid/CN=Pilot +atlas");
    }

    @Test
    void recordsOfTheFirstSchemaAndDamagedOnesAreCounted() throws IOException {
        Path file = site.file("var/audit.jsonl");
        String old = Files.readString(Path.of("src/test/golden/audit-1/permit-by-number.json"))
                .replace("2026-01-01T12:00:00.123456Z", "2026-11-01T12:00:00Z");
        Files.writeString(file, "{\"v\":2,\n" + old, StandardOpenOption.APPEND);

        Shell.Done done = replay("etc/policy", "--since", "2020-01-01T00:00Z");

        assertThat(done.out()).contains("5 decisions made again", "of these 1 partial");
        assertThat(done.err()).contains("incomplete: 1 damaged");
    }

    @ParameterizedTest(name = "{0}: exit code {1}")
    @CsvSource({
        "policy replay, 2",
        "policy replay --against /nowhere, 78",
        "policy replay --against x --baseline other, 2",
        "ban affected 99, 9",
        "ban affected nobody, 2",
        "ban affected vo:cms, 0",
        "ban affected file:1, 0"
    })
    void exitCodeTellsHowItWent(String line, int code) {
        Shell.Done done = shell.run(line.split(" "));

        assertThat(done.code()).as("%s%s", done.out(), done.err()).isEqualTo(code);
    }

    @Test
    void killListSaysWhereWhatTheBanRefusesWasLetIn() {
        shell.run("ban", "add", "pilot:" + PILOT, "--reason", "incident");

        Shell.Done table = shell.run("ban", "affected", "1");
        Shell.Done csv = shell.run("ban", "affected", "pilot:" + PILOT, "-o", "csv");

        assertThat(table.out().lines()).hasSize(2);
        assertThat(csv.out())
                .startsWith("host,account,uid,dn,pilot,permits,last,id\r\n")
                .containsPattern("wn1.example.org,atlas\\d+,\\d+,/C=XX/O=Grid/CN=Bob," + PILOT + ",2,20");
    }

    @Test
    void previewTellsHowFarABanReaches() {
        Shell.Done done =
                shell.run("ban", "add", "pilot:" + PILOT, "--reason", "incident", "--dry-run", "--look-back", "48h");

        assertThat(done.out())
                .contains("would ban pilot:/C=XX/O=Grid/CN=Pilot until never")
                .contains("last 48 h: 2 decisions (2 permits), 1 subjects, 1 pilots, 1 hosts, 1 VOs; 1 leases")
                .containsPattern("wn1.example.org +2")
                .contains("nothing changed");
    }

    private Shell.Done replay(String pack, String... more) {
        String[] all = new String[4 + more.length];
        all[0] = "policy";
        all[1] = "replay";
        all[2] = "--against";
        all[3] = site.file(pack).toString();
        System.arraycopy(more, 0, all, 4, more.length);
        return shell.run(all);
    }
}
