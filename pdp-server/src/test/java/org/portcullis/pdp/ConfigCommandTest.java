package org.portcullis.pdp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.portcullis.pdp.cli.Portcullis;

/** {@code portcullis config show} and {@code schema}, as an administrator sees them. */
class ConfigCommandTest {
    @TempDir
    private Path directory;

    private Path file;
    private Shell shell;

    @BeforeEach
    void makeFiles() throws IOException {
        file = Files.writeString(directory.resolve("portcullis.yaml"), "server:\n  idle: 20s\n");
        Files.createDirectory(directory.resolve("conf.d"));
        Files.writeString(directory.resolve("conf.d/10-site.yaml"), "\npolicy: {bans: bans.txt}\n");
        shell = new Shell(file.toString());
    }

    @Test
    void everyKeyIsShownWithItsValue() {
        Shell.Done done = shell.run("config", "show");

        assertThat(done.code()).isZero();
        assertThat(done.err()).isEmpty();
        assertThat(done.out().lines())
                .startsWith("server.listen: 0.0.0.0:8443")
                .contains("server.idle: 20s", "policy.bans: " + directory.resolve("bans.txt"), "shadow: off");
    }

    @Test
    void originsAreShownIfAskedFor() {
        Shell.Done done = shell.run("config", "show", "--origin");

        assertThat(done.out().lines().map(line -> line.replaceAll(" +", " ")))
                .startsWith("KEY VALUE ORIGIN CHANGE")
                .contains(
                        "server.idle 20s " + file + ":2 restart",
                        "server.drain 10s default restart",
                        "policy.bans %s %s:2 reloadable"
                                .formatted(directory.resolve("bans.txt"), directory.resolve("conf.d/10-site.yaml")));
    }

    @Test
    void programsGetJson() {
        Shell.Done done = shell.run("config", "show", "-o", "json");

        assertThat(done.out())
                .startsWith(
                        "{\"settings\":[{\"key\":\"server.listen\",\"value\":\"0.0.0.0:8443\",\"origin\":\"default\","
                                + "\"change\":\"restart\"}")
                .contains("{\"key\":\"server.idle\",\"value\":\"20s\",\"origin\":\"" + file + ":2\"");
    }

    @Test
    void configurationThatCannotBeUsedIsNotShown() throws IOException {
        Files.writeString(directory.resolve("conf.d/20-host.yaml"), "server: {threads: 1}\nsever: {}\n");

        Shell.Done done = shell.run("config", "show");

        assertThat(done.code()).isEqualTo(78);
        assertThat(done.out()).isEmpty();
        assertThat(done.err().lines())
                .hasSize(2)
                .allSatisfy(line -> assertThat(line).startsWith(directory + "/conf.d/20-host.yaml:"));
    }

    @Test
    void answersWithoutARecordAreNoProblemAndAreToldAllTheSame(@TempDir Path place) {
        TestSite site = TestSite.in(place);
        Shell checking = new Shell(site.configFile().toString());
        Shell.Done before = checking.run("config", "check");
        site.replace("etc/portcullis.yaml", "storage:\n", "storage:\n  audit-on-full: drop\n");
        Shell.Done after = checking.run("config", "check");

        assertThat(before.err()).isEmpty();
        assertThat(after.code()).isZero();
        assertThat(after.out()).isEqualTo(before.out());
        assertThat(after.err()).contains("storage.audit-on-full is drop: ");
    }

    @Test
    void schemaIsPrinted() {
        StringWriter out = new StringWriter();

        int code = Portcullis.commandLine().setOut(new PrintWriter(out)).execute("config", "schema");

        assertThat(code).isZero();
        assertThat(out.toString())
                .startsWith("{")
                .contains("\"$schema\": \"https://json-schema.org/draft/2020-12/schema\"", "\"warm-up\": {")
                .endsWith("}\n");
    }
}
