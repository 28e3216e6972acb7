package org.portcullis.pdp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code portcullis mapping import}: a whole site moves in and nobody moves house. */
class MappingImportTest {
    private static final int PEOPLE = 200;

    @TempDir
    private Path directory;

    private TestSite site;
    private Shell shell;

    @BeforeEach
    void makeSite() {
        site = TestSite.in(directory);
        shell = new Shell(site.configFile().toString());
        StringBuilder passwd = new StringBuilder();
        site.read("etc/passwd")
                .lines()
                .filter(line -> !line.matches("atlas\\d+:.*"))
                .forEach(line -> passwd.append(line).append('\n'));
        IntStream.rangeClosed(1, PEOPLE + 1)
                .forEach(n -> passwd.append(String.format("atlas%03d:x:%d:3100::/:/bin/sh%n", n, 60_000 + n)));
        site.write("etc/passwd", passwd.toString());
    }

    /** Who has which account, in no order that anybody could guess. */
    private Map<String, String> gridmapdir() throws IOException {
        List<Integer> numbers =
                new ArrayList<>(IntStream.rangeClosed(1, PEOPLE).boxed().toList());
        Collections.shuffle(numbers, new Random(42));
        Map<String, String> accounts = new LinkedHashMap<>();
        for (int n = 1; n <= PEOPLE; n++) {
            String account = String.format("atlas%03d", numbers.get(n - 1));
            site.write("old/" + account, "");
            Files.createLink(
                    site.file("old/%2fc%3dxx%2fo%3dgrid%2fcn%3dperson%20" + n + ":atlas"), site.file("old/" + account));
            accounts.put("/C=XX/O=Grid/CN=Person " + n, account);
        }
        site.write("old/atlas" + (PEOPLE + 1), "");
        return accounts;
    }

    @Test
    void everyPersonOfAGridmapdirHasTheSameAccountAsBefore() throws IOException {
        Map<String, String> accounts = gridmapdir();
        site.start().close();

        Shell.Done first = importOld();
        Shell.Done again = importOld();

        assertThat(first.out()).isEqualTo("200 kept, 0 changed, 0 lost; 200 leases found\n");
        assertThat(again.out()).isEqualTo(first.out());
        assertThat(first.code()).isZero();
        try (PdpServer server = site.start()) {
            Map<String, String> now = new LinkedHashMap<>();
            for (String dn : accounts.keySet()) {
                now.put(dn, user(server, dn));
            }
            assertThat(now).isEqualTo(accounts);
            assertThat(user(server, "/C=XX/O=Grid/CN=Newcomer")).isEqualTo("atlas201");
        }
        assertThat(importOld().out()).isEqualTo(first.out());
        assertThat(shell.run("lease", "list", "-o", "jsonl").out().lines()).hasSize(PEOPLE + 1);
    }

    @Test
    void runningServerTakesWhatIsImported() throws IOException {
        Map<String, String> accounts = gridmapdir();
        try (PdpServer server = site.start()) {
            importOld();

            assertThat(user(server, "/C=XX/O=Grid/CN=Person 7")).isEqualTo(accounts.get("/C=XX/O=Grid/CN=Person 7"));
        }
    }

    @Test
    void dryRunWritesNothing() throws IOException {
        gridmapdir();
        site.start().close();
        site.write("map", "\"/atlas/*\" .atlas\n");

        Shell.Done done = shell.run(
                "mapping",
                "import",
                "grid-mapfile",
                site.file("map").toString(),
                "--gridmapdir",
                site.file("old").toString(),
                "--out",
                site.file("new").toString(),
                "--dry-run",
                "-o",
                "json");

        assertThat(done.out()).contains("\"dryRun\":true", "\"leases\":200", "\"lost\":0", "\"outcome\":\"changed\"");
        assertThat(site.file("new")).doesNotExist();
        assertThat(shell.run("lease", "list", "-o", "jsonl").out()).isEmpty();
    }

    @Test
    void mapsAndReportAreWritten() {
        site.write("map", "\"/atlas\" .atlas\n\"/C=XX/*\" .atlas\n");

        Shell.Done done = shell.run(
                "mapping",
                "import",
                "grid-mapfile",
                site.file("map").toString(),
                "--out",
                site.file("new").toString(),
                "--report",
                site.file("report.json").toString());

        assertThat(done.code()).isEqualTo(3);
        assertThat(site.read("new/accounts.map")).isEqualTo("\"/atlas\" .atlas\n");
        assertThat(done.out())
                .contains("map:2:1: lost: `/C=XX/*`: a pattern of DNs cannot be said", "1 kept, 0 changed, 1 lost");
        assertThat(site.read("report.json")).contains("\"line\":1,\"column\":1,\"outcome\":\"kept\"");
    }

    @Test
    void mapsAreWrittenInTheDialectThatIsAskedForAndServedInIt() throws IOException {
        site.write("map", "\"/at?as/*\" .atlas\n\"/cms\" .cms\n");
        site.start().close();
        String[] words = {
            "mapping",
            "import",
            "grid-mapfile",
            site.file("map").toString(),
            "--out",
            site.file("new").toString()
        };

        Shell.Done argus = shell.run(words);
        List<String> more = new ArrayList<>(List.of(words));
        more.addAll(List.of("--dialect", "lcmaps"));
        Shell.Done lcmaps = shell.run(more.toArray(String[]::new));

        assertThat(argus.code()).isEqualTo(3);
        assertThat(lcmaps.code()).isZero();
        assertThat(lcmaps.out())
                .contains("dialect: the maps are in another one: set `mapping.dialect` to lcmaps when you use them")
                .endsWith("2 kept, 1 changed, 0 lost; 0 leases found\n");
        site.write("etc/accounts.map", site.read("new/accounts.map"))
                .replace("etc/portcullis.yaml", "mapping:\n", "mapping:\n  dialect: lcmaps\n");
        try (PdpServer server = site.start()) {
            assertThat(user(server, "/C=XX/O=Grid/CN=Alice")).isEqualTo("atlas001");
        }
    }

    @Test
    void wrongUseIsSaid() throws IOException {
        gridmapdir();

        assertThat(shell.run("mapping", "import", "gridmapdir").code()).isEqualTo(2);
        assertThat(shell.run("mapping", "import", "gums-config", "nowhere").code())
                .isEqualTo(2);
        assertThat(shell.run("mapping", "import", "nis").code()).isEqualTo(2);
        assertThat(importOld().code()).isEqualTo(78);
        assertThat(importOld().err()).contains("no lease store", "start it once, then import");
    }

    private Shell.Done importOld() {
        return shell.run("mapping", "import", "gridmapdir", site.file("old").toString());
    }

    private String user(PdpServer server, String dn) throws IOException {
        return site.asPep(server).post(Questions.direct(dn, "/atlas")).user();
    }
}
