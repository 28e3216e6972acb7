package org.portcullis.pdp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** {@code portcullis audit verify} on the log of a server. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AuditCommandTest {
    private TestSite site;
    private Shell shell;
    private String log;

    @BeforeAll
    void askSomeQuestions(@TempDir Path directory) throws IOException {
        site = TestSite.in(directory);
        shell = new Shell(site.configFile().toString());
        try (PdpServer server = site.start()) {
            site.asPep(server).post(Questions.direct("/C=XX/O=Grid/CN=Alice", "/atlas"));
            site.asPep(server).post("this is no question");
            server.reload();
            site.asPep(server).post(Questions.direct("/C=XX/O=Grid/CN=Carol", "/cms"));
        }
        log = site.read("var/audit.jsonl");
    }

    @BeforeEach
    void putTheLogBack() {
        site.write("var/audit.jsonl", log);
    }

    @Test
    void logOfAServerIsAsItWasWritten() {
        Shell.Done text = shell.run("audit", "verify");
        Shell.Done json = shell.run("audit", "verify", "-o", "json");

        assertThat(text.code()).as(text.out() + text.err()).isZero();
        assertThat(text.out())
                .isEqualTo("as it was written: 3 records, 1 to 3; 1 checkpoints, the last one covers up to record 3\n");
        assertThat(json.out())
                .isEqualTo("{\"whole\":true,\"records\":3,\"first\":1,\"last\":3,\"checkpoints\":1,\"signedUpTo\":3,"
                        + "\"remains\":0,\"unlinked\":0,\"tombstones\":[],\"breaks\":[]}\n");
    }

    @Test
    void changeIsToldWithItsPlaceAndExitCode() {
        site.replace("var/audit.jsonl", "CN=Alice", "CN=Malice");

        Shell.Done done = shell.run("audit", "verify");

        assertThat(done.code()).isEqualTo(3);
        assertThat(done.out())
                .startsWith(site.file("var/audit.jsonl")
                        + ":2: record 2 does not follow: what stands before it was changed")
                .contains("breaks: 3 records");
    }

    @Test
    void copyIsHeldAgainstAKeyThatWasKeptElsewhere(@TempDir Path evidence) throws IOException {
        for (String name : new String[] {"audit.jsonl", "audit.jsonl.checkpoints", "audit.key.pub"}) {
            Files.copy(site.file("var/" + name), evidence.resolve(name));
        }

        Shell.Done done = shell.run(
                "audit",
                "verify",
                "--log",
                evidence.resolve("audit.jsonl").toString(),
                "--public-key",
                evidence.resolve("audit.key.pub").toString());

        assertThat(done.code()).as(done.out() + done.err()).isZero();
    }

    @Test
    void oldFilesAreDealtWithByHandWhereNoServerRuns(@TempDir Path directory) throws IOException {
        TestSite old =
                TestSite.in(directory).replace("etc/portcullis.yaml", "storage:\n", "storage:\n  audit-keep: 90d\n");
        for (int i = 1; i <= 3; i++) {
            try (PdpServer server = old.start()) {
                old.asPep(server).post(Questions.direct("/C=XX/O=Grid/CN=Alice", "/atlas"));
            }
            if (i < 3) {
                Files.move(
                        old.file("var/audit.jsonl"),
                        old.file("var/audit.jsonl.2020010" + i + "T000000Z-00000000000" + i));
            }
        }
        Shell retaining = new Shell(old.configFile().toString());
        String first = old.file("var/audit.jsonl.20200101T000000Z-000000000001").toString();

        Shell.Done dry = retaining.run("audit", "retain", "--dry-run");
        boolean isTouched = !old.read(first).contains("CN=Alice");
        Shell.Done done = retaining.run("audit", "retain", "-o", "json");
        Shell.Done verified = retaining.run("audit", "verify");
        Shell.Done query = retaining.run("decisions", "query", "--since", "1h", "-o", "json");

        assertThat(isTouched).isFalse();
        assertThat(dry.out()).isEqualTo("pseudonymise  " + first + "\n1 steps due\n");
        assertThat(done.out())
                .isEqualTo("{\"dryRun\":false,\"steps\":[{\"what\":\"pseudonymise\",\"file\":\"" + first + "\"}]}\n");
        assertThat(old.read(first)).doesNotContain("Alice").contains("\"dn\":\"/CN=pseudonym:");
        assertThat(verified.code()).as(verified.out()).isZero();
        assertThat(verified.out())
                .contains("as it was written: 3 records, 1 to 3;", "pseudonymised 2", ": 1 records, 1 to 1");
        assertThat(query.err()).doesNotContain("incomplete");
    }

    @Test
    void runningServerDealsWithOldFilesItself() {
        try (PdpServer server = site.start()) {
            Shell.Done done = shell.run("audit", "retain");

            assertThat(server.port()).isPositive();
            assertThat(done.code()).isEqualTo(9);
            assertThat(done.err()).contains("a server runs and does this each day");
            assertThat(shell.run("audit", "retain", "--dry-run").out()).isEqualTo("0 steps due\n");
        }
    }

    @Test
    void keyThatIsNoneIsSaid() {
        Shell.Done done =
                shell.run("audit", "verify", "--public-key", site.configFile().toString());

        assertThat(done.code()).isEqualTo(78);
        assertThat(done.err()).contains("not a PEM file with one `PUBLIC KEY`");
    }

    @Test
    void keyIsReadableByTheServerAlone() throws IOException {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(site.file("var/audit.key"))))
                .isEqualTo("rw-------");
    }
}
