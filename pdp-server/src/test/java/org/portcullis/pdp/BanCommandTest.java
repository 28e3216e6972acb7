package org.portcullis.pdp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.portcullis.pdp.config.ConfigException;

/** The ban commands, where no server runs. */
class BanCommandTest {
    private static final String ALICE = "dn:/C=XX/O=Grid/CN=Alice";

    @TempDir
    private Path directory;

    private TestSite site;
    private Shell shell;

    @BeforeEach
    void makeASite() {
        site = TestSite.in(directory);
        shell = new Shell(site.configFile().toString());
    }

    @Test
    void storeThatIsLostIsNeitherForgottenNorReplacedInSilence() throws IOException {
        TestSite site = TestSite.in(directory);
        Shell shell = new Shell(site.configFile().toString());
        site.start().close();
        Files.delete(site.file("var/bans.db"));

        assertThatThrownBy(site::start)
                .isInstanceOfSatisfying(
                        ConfigException.class,
                        refused -> assertThat(refused.problems())
                                .singleElement()
                                .asString()
                                .contains("bans.db` is gone, though a server ran here before"));
        assertThat(shell.run("ban", "add", "dn:/C=XX/CN=Mallory", "--reason", "x")
                        .code())
                .isEqualTo(78);
        assertThat(shell.run("ban", "init").code()).isEqualTo(2);
        assertThat(shell.run("ban", "init", "--yes").code()).isZero();
        assertThat(shell.run("ban", "init", "--yes").code()).isEqualTo(9);
        site.start().close();
    }

    /** As in a PostgreSQL database, of which no file here tells that a server ran. */
    @Test
    void lostStoreIsMissedAlsoWhereLeasesAreKeptElsewhere() throws IOException {
        TestSite site = TestSite.in(directory);
        site.start().close();
        Files.delete(site.file("var/bans.db"));
        Files.delete(site.file("var/leases.db"));

        assertThatThrownBy(site::start).hasMessageContaining("bans.db` is gone, though a server ran here before");
        assertThat(new Shell(site.configFile().toString())
                        .run("ban", "add", "dn:/C=XX/CN=Mallory", "--reason", "x")
                        .err())
                .contains("is gone, though a server ran here before");
    }

    @Test
    void banIsShownExtendedAndLiftedAndLeavesItsHistory() {
        Shell.Done added = shell.run(
                "ban", "add", ALICE, "--reason", "incident", "--ticket", "T-1", "--for", "72h", "--author", "officer");
        Shell.Done extended = shell.run("ban", "extend", "1", "--until", "2999-01-01T00:00:00Z");
        Shell.Done shown = shell.run("ban", "show", "1", "-o", "json");
        Shell.Done lifted = shell.run("ban", "lift", "1", "--reason", "cleared");

        assertThat(added.code()).isZero();
        assertThat(added.out()).isEqualTo("ban 1 added: " + ALICE + " (epoch 1)\n");
        assertThat(added.err()).contains("no server is running");
        assertThat(extended.code()).isZero();
        assertThat(shown.out())
                .startsWith("{\"id\":\"1\",\"selector\":\"" + ALICE + "\",\"origin\":\"site\",\"inForce\":true")
                .contains("\"end\":\"2999-01-01T00:00:00Z\"", "\"ticket\":\"T-1\"");
        assertThat(lifted.code()).isZero();
        assertThat(shell.run("ban", "list").out()).doesNotContain("Alice");
        assertThat(shell.run("ban", "history", "1").out().lines())
                .hasSize(3)
                .anySatisfy(line -> assertThat(line).contains("added", "officer", "incident"))
                .anySatisfy(line -> assertThat(line).contains("lifted", "cleared"));
    }

    @ParameterizedTest(name = "{0}: exit code {1}")
    @CsvSource({
        "ban add vo:mayhem --reason r, 2",
        "ban add vo:mayhem --reason r --yes, 0",
        "ban add vo:mayhem --reason r --yes --scope mupj, 0",
        "ban add host:wn1 --reason r --scope mupj, 2",
        "ban add dn:* --reason r, 2",
        "ban add dn:/C=XX/CN=A, 2",
        "ban add dn:/C=XX/CN=A --reason r --for soon, 2",
        "ban add dn:/C=XX/CN=A --reason r --until 1999-01-01T00:00:00Z, 2",
        "ban add dn:/C=XX/CN=A --reason r --until +300000000-01-01T00:00:00Z, 2",
        "ban add dn:/C=XX/CN=A --reason r --for 9000000d, 2",
        "ban add dn:/C=XX/CN=A --reason r --wait, 8",
        "ban add dn:/C=XX/CN=A --reason r --dry-run, 0",
        "ban lift 7 --reason r, 9",
        "ban extend 7 --for 1h, 9",
        "ban show 7, 9",
        "ban history, 0",
        "ban import /nowhere --format lcas, 78",
        "ban export --format sideways, 2"
    })
    void exitCodeTellsHowItWent(String line, int code) {
        Shell.Done done = shell.run(line.split(" "));

        assertThat(done.code()).as("%s%s", done.out(), done.err()).isEqualTo(code);
    }

    @Test
    void sameBanTwiceIsAConflict() {
        shell.run("ban", "add", ALICE, "--reason", "incident");

        Shell.Done again = shell.run("ban", "add", "dn:CN=ALICE,O=Grid,C=XX", "--reason", "another");

        assertThat(again.code()).isEqualTo(9);
        assertThat(again.err()).contains("ban 1 is the same");
    }

    @Test
    void dryRunCountsDecisionsAndLeasesAndChangesNothing() throws IOException {
        try (PdpServer server = site.start()) {
            for (int n = 0; n < 3; n++) {
                site.asPep(server).post(Questions.direct("/C=XX/O=Grid/CN=Alice", "/atlas"));
            }
            site.asPep(server).post(Questions.direct("/C=XX/O=Grid/CN=Carol", "/cms"));
        }

        Shell.Done done = shell.run("ban", "add", "vo:atlas", "--reason", "r", "--dry-run", "-o", "json");

        assertThat(done.code()).isZero();
        assertThat(done.out())
                .contains(
                        "\"decisions\":3,\"permits\":3,\"subjects\":1,\"pilots\":0,\"leases\":1",
                        "\"vos\":{\"atlas\":3},\"hosts\":{\"wn1.example.org\":3}");
        assertThat(shell.run("ban", "history").out()).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "lcas | # bans~\"/C=XX/CN=A\"~ | dn:/C=XX/CN=A",
                "lcmaps | \"/C=XX/CN=A\" .ban~ | dn:/C=XX/CN=A",
                "lcmaps-fqan | \"/atlas/Role=x\"~\"/cms/*\"~ | fqan:/atlas/Role=x,fqan:/cms/*",
                "portcullis | vo:atlas scope=mupj~host:wn1 | vo:atlas scope=mupj,host:wn1",
                "argus | rule deny { subject=\"CN=A,C=XX\" } rule deny { vo=\"x\" } | dn:/C=XX/CN=A,vo:x",
                "dcache | alias dn=org.globus.gsi.jaas.GlobusPrincipal~ban dn:/C=XX/CN=A b~ban org.dcache.auth.FQANPrincipal:/x |"
                        + " dn:/C=XX/CN=A b,fqan:/x",
                "htcondor-ce | GSI /^\\/C=XX\\/CN=A\\.B(\\/CN=[0-9]+)*$/ x@banned.htcondor.org~SCITOKENS /^https:\\/\\/i\\/,/ y@banned.htcondor.org |"
                        + " dn:/C=XX/CN=A.B,iss:https://i/",
                "htcondor-ce | SCITOKENS /^https:\\/\\/i\\/,s-1$/ y@banned.htcondor.org~GSI /.*/ somebody | token:https://i/#s-1"
            })
    void filesOfOtherServicesAreImported(String format, String text, String selectors) throws IOException {
        Path file = Files.writeString(directory.resolve("foreign"), text.replace('~', '\n'));

        Shell.Done done = shell.run("ban", "import", file.toString(), "--format", format);

        assertThat(done.code()).as(done.err()).isZero();
        String exported = shell.run("ban", "export", "--format", "portcullis").out();
        assertThat(exported.lines()).contains(selectors.split(","));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "lcas | 1:11 | \"/C=XX/CN=*\"",
                "lcmaps-fqan | 1:9 | \"/atlas/*/x\"",
                "argus | 1:13 | rule deny { vo=\"x\" fqan=\"/x\" }",
                "argus | 3:2 | # bans~rule deny { vo=\"x\" }~ rule deny { vo=\"y\"",
                "argus | 2:13 | rule deny { vo=\"x\" } rule deny {~ subject = \"nobody\" }",
                "dcache | 1:5 | ban name:ernie",
                "dcache | 1:1 | bann dn:/C=XX/CN=A",
                "htcondor-ce | 1:6 | GSI /^\\/C=XX\\/.*$/ x@banned.htcondor.org",
                "htcondor-ce | 1:6 | GSI /\\/C=XX/ x@banned.htcondor.org",
                "htcondor-ce | 1:12 | SCITOKENS /^https:\\/\\/i/ x@banned.htcondor.org",
                "htcondor-ce | 1:12 | SCITOKENS /,/ x@banned.htcondor.org",
                "portcullis | 1:1 | nobody"
            })
    void whatCannotBeUnderstoodImportsNothing(String format, String place, String text) throws IOException {
        Path file = Files.writeString(directory.resolve("foreign"), text.replace('~', '\n'));

        Shell.Done done = shell.run("ban", "import", file.toString(), "--format", format);

        assertThat(done.code()).isEqualTo(78);
        assertThat(done.err()).contains(file + ":" + place + ": not a ban");
        assertThat(shell.run("ban", "history").out()).isEmpty();
    }

    /** The one that is added comes from the ban file of the site. */
    @ParameterizedTest(name = "{0}")
    @CsvSource({"dcache, 3", "htcondor-ce, 4"})
    void whatIsExportedIsImportedAgainAndWhatCannotBeSaidIsTold(String format, int said) throws IOException {
        Path file = Files.writeString(
                directory.resolve("bans"),
                "dn:/C=XX/CN=A (b) c.d\nfqan:/x/y\nvo:z\niss:https://i/\ntoken:https://i/#s*1\n");
        shell.run("ban", "import", file.toString(), "--format", "portcullis");

        Shell.Done exported = shell.run("ban", "export", "--format", format);
        Files.writeString(file, exported.out());
        Shell.Done again = shell.run("ban", "import", file.toString(), "--format", format);

        assertThat(exported.code()).isEqualTo(3);
        assertThat(exported.out().lines().filter(line -> !line.startsWith("#"))).hasSize(said);
        assertThat(again.err()).contains("adding 1 bans");
    }

    @Test
    void importedBanIsNotPassedOverForOneThatEndsSooner() throws IOException {
        Path file = Files.writeString(directory.resolve("foreign"), "vo:cms\n");
        shell.run("ban", "add", "vo:cms", "--reason", "r", "--for", "1h", "--yes");

        Shell.Done first = shell.run("ban", "import", file.toString(), "--format", "portcullis");
        Shell.Done second = shell.run("ban", "import", file.toString(), "--format", "portcullis");

        assertThat(first.err()).contains("adding 1 bans");
        assertThat(second.err()).contains("adding 0 bans");
    }

    @Test
    void exportSaysWhatTheOtherFormatCannotSay() {
        Shell.Done lcas = shell.run("ban", "export", "--format", "lcas");

        assertThat(lcas.code()).isEqualTo(3);
        assertThat(lcas.out()).isEqualTo("\"/C=XX/O=Grid/CN=Banned User\"\n");
        assertThat(lcas.err()).contains("vo:mayhem: cannot be said in format lcas");
        assertThat(shell.run("ban", "export", "--format", "argus").out())
                .contains("rule deny { subject=\"CN=Banned User,O=Grid,C=XX\" }", "rule deny { vo=\"mayhem\" }");
    }

    @Test
    void reloadRefusesAShrunkBanFileUntilItIsAccepted() {
        site.start().close();
        site.write("etc/bans.txt", "");

        Shell.Done refused = shell.run("reload");
        Shell.Done accepted = shell.run("ban", "accept-file");
        Shell.Done taken = shell.run("config", "check");

        assertThat(refused.code()).isEqualTo(78);
        assertThat(refused.err()).contains("lost 2 of 2 bans", "ban accept-file");
        assertThat(accepted.code()).isZero();
        assertThat(taken.code()).as(taken.err()).isZero();
    }
}
