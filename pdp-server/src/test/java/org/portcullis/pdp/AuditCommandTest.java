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
                        + "\"remains\":0,\"unlinked\":0,\"breaks\":[]}\n");
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
