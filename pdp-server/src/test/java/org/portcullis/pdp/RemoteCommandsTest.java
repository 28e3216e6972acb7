package org.portcullis.pdp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.portcullis.load.pki.Identity;
import org.portcullis.pdp.cli.Portcullis;
import picocli.CommandLine;

/** Commands that ask the admin port, from a machine that has neither configuration nor store. */
class RemoteCommandsTest {
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
    void aBanIsSetShownProlongedAndLifted() throws IOException {
        Shell.Done added = run(site.officer(), "ban", "add", "vo:atlas", "--yes", "--reason", "drill", "--for", "72h");
        assertThat(added.code()).as(added.err()).isZero();
        assertThat(added.out()).startsWith("ban 1 added: vo:atlas (epoch 1), in force on localhost:");
        assertThat(decision()).isEqualTo("Deny");

        Shell.Done listed = run(site.screen(), "ban", "list");
        Shell.Done extended = run(site.officer(), "ban", "extend", "1", "--for", "30d", "-o", "json");
        Shell.Done lifted = run(site.officer(), "ban", "lift", "1", "--reason", "it is über", "--yes");

        assertThat(listed.out()).contains("vo:atlas", "/C=XX/O=Grid/CN=Officer");
        assertThat(extended.out()).startsWith("{\"id\":\"1\"").contains("\"kind\":\"extended\"");
        assertThat(lifted.out()).startsWith("ban 1 lifted: vo:atlas (epoch 3), in force on ");
        assertThat(List.of(listed.code(), extended.code(), lifted.code())).containsOnly(0);
        assertThat(decision()).isEqualTo("Permit");
    }

    @Test
    void rehearsalsChangeNothing() throws IOException {
        Shell.Done added = run(site.officer(), "ban", "add", "vo:atlas", "--reason", "drill", "--dry-run");

        assertThat(added.code()).as(added.err()).isZero();
        assertThat(added.out()).contains("selector         vo:atlas", "lookBackSeconds  86400");
        assertThat(decision()).isEqualTo("Permit");
    }

    @Test
    void exitCodesTellWhyNot() {
        Shell.Done looking = run(site.screen(), "ban", "add", "vo:mayhem", "--yes", "--reason", "drill");
        run(site.officer(), "ban", "add", "vo:mayhem", "--yes", "--reason", "drill");
        Shell.Done again = run(site.officer(), "ban", "add", "vo:mayhem", "--yes", "--reason", "drill");
        Shell.Done nothing = run(site.officer(), "ban", "lift", "77", "--yes", "--reason", "over");
        List<String> options = site.options(server, site.officer());
        server.close();
        Shell.Done away = run(options, "ban", "list");

        assertThat(looking.code()).isEqualTo(7);
        assertThat(looking.err()).contains("not entitled", "urn:uuid:");
        assertThat(again.code()).isEqualTo(9);
        assertThat(again.err()).contains("ban 1 is the same");
        assertThat(nothing.code()).isEqualTo(9);
        assertThat(away.code()).isEqualTo(6);
        assertThat(away.err()).contains("no answer from https://localhost:");
    }

    @Test
    void whatTakesTwoIsConfirmedWithACommand(@TempDir Path other) {
        server.close();
        site = AdminSite.ofTwo(other);
        server = site.start();

        Shell.Done asked = run(site.officer(), "ban", "add", "vo:mayhem", "--yes", "--reason", "drill");
        Shell.Done listed = run(site.second(), "proposal", "list");
        String id = asked.out().replace("proposal ", "").strip();
        Shell.Done alone = run(site.officer(), "proposal", "confirm", id);
        Shell.Done confirmed = run(site.second(), "proposal", "confirm", id);

        assertThat(asked.code()).isEqualTo(8);
        assertThat(asked.err()).contains("somebody else has to confirm it until ");
        assertThat(listed.out()).startsWith(id).contains("add-ban  vo:mayhem  (drill)  /C=XX/O=Grid/CN=Officer");
        assertThat(alone.code()).isEqualTo(7);
        assertThat(confirmed.code()).as(confirmed.err()).isZero();
        assertThat(run(site.screen(), "ban", "list").out()).contains("vo:mayhem");
    }

    @Test
    void proposalsNeedAServer() {
        assertThat(run(List.of(), "proposal", "list").code()).isEqualTo(2);
    }

    private Shell.Done run(Identity who, String... arguments) {
        return run(site.options(server, who), arguments);
    }

    private static Shell.Done run(List<String> options, String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine command =
                Portcullis.commandLine().setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        String[] all = Stream.concat(Stream.of(arguments), options.stream()).toArray(String[]::new);
        int code = command.execute(all);
        return new Shell.Done(code, out.toString(), err.toString());
    }

    private String decision() throws IOException {
        return site.site()
                .asPep(server)
                .post(Questions.direct("/C=XX/O=Grid/CN=Alice", "/atlas"))
                .decision();
    }
}
