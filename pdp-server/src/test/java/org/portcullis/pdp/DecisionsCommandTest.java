package org.portcullis.pdp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.portcullis.pdp.cli.Portcullis;

/** The commands that read the decisions of a server, on the audit log that it wrote. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DecisionsCommandTest {
    private static final String ALICE = "/C=XX/O=Grid/CN=Alice";
    private static final String PILOT = "/C=XX/O=Grid/CN=Pilot";

    private TestSite site;
    private Shell shell;
    private String log;

    @BeforeAll
    void askSomeQuestions(@TempDir Path directory) throws IOException {
        site = TestSite.in(directory);
        shell = new Shell(site.configFile().toString());
        try (PdpServer server = site.start()) {
            Exchange pep = site.asPep(server);
            pep.post(Questions.direct(ALICE, "/atlas"));
            pep.post(Questions.direct("/C=XX/O=Grid/CN=Carol", "/cms"));
            pep.post(Questions.payload("/C=XX/O=Grid/CN=Bob", "/atlas/nl", PILOT, "/atlas/Role=pilot"));
            pep.post(Questions.direct("/C=XX/O=Grid/CN=Mallory", "/mayhem"));
            pep.post("this is no question");
        }
        log = site.read("var/audit.jsonl");
    }

    @BeforeEach
    void putBackWhatTestsChange() throws IOException {
        site.write("var/audit.jsonl", log);
        Files.deleteIfExists(site.file("var/audit.jsonl.1"));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "'', Alice Carol Bob Mallory refused",
        "--dn /CN=ALICE/O=grid/C=XX, Alice",
        "--vo atlas --vo CMS, Alice Carol Bob",
        "--fqan /atlas, Alice",
        "--fqan /atlas/*, Alice Bob",
        "--pilot /C=XX/O=Grid/CN=Pilot, Bob",
        "--host WN1.example.org --decision deny, Mallory",
        "--pep /C=XX/O=Grid/CN=pep1.example.org --reason banned-vo, Mallory",
        "--uid 43001, Carol",
        "--account atlas001, Alice",
        "--decision Refused, refused",
        "--decision Permit --limit 1, Bob",
        "--decision Permit --sort -dn, Carol Bob Alice",
        "--pack zz, ''",
        "--ban VO:mayhem, Mallory",
        "--fqan /cms/Role=NULL/Capability=NULL, Carol",
        "--decision Permit --vo atlas --limit 5 --scan, Alice Bob",
        "--since 2000-01-01T00:00Z --until 2001-01-01T00:00:00Z, ''"
    })
    void filtersPickDecisions(String options, String names) {
        Shell.Done done = shell.run(
                ("decisions query -o csv --fields dn " + options).strip().split(" "));

        assertThat(done.code()).as(done.err()).isZero();
        assertThat(done.out().lines().skip(1).map(DecisionsCommandTest::name))
                .containsExactlyElementsOf(Stream.of(names.split(" "))
                        .filter(name -> !name.isEmpty())
                        .toList());
    }

    private static String name(String dn) {
        return dn.isEmpty() ? "refused" : dn.substring(dn.lastIndexOf('=') + 1);
    }

    @ParameterizedTest(name = "{0}: exit code {1}")
    @CsvSource({
        "decisions query --since yesterday, 2",
        "decisions query --since 1h --until 2h, 2",
        "decisions query --decision maybe, 2",
        "decisions query --dn Alice, 2",
        "decisions query --uid root, 2",
        "decisions query --fqan atlas, 2",
        "decisions export --output table, 2",
        "decisions query --sort colour, 2",
        "decisions query --limit 0, 2",
        "decisions qeury, 2",
        "decisions show 00000000-0000-0000-0000-000000000000, 2",
        "decisions show nobody, 2",
        "decisions tail, 0"
    })
    void exitCodeTellsHowItWent(String line, int code) {
        Shell.Done done = shell.run(line.split(" "));

        assertThat(done.code()).as("%s%s", done.out(), done.err()).isEqualTo(code);
    }

    @Test
    void whatIsLeftOutIsSaid() throws IOException {
        Files.writeString(site.file("var/audit.jsonl"), "{\"v\":2,\"cal", StandardOpenOption.APPEND);

        Shell.Done done = shell.run("decisions", "query", "--limit", "2", "-o", "json");

        assertThat(done.out())
                .startsWith("{\"decisions\":[{\"id\":")
                .endsWith(
                        "\"truncated\":true,\"incomplete\":[\"incomplete: 1 damaged lines of the audit log are left out\"]}\n");
        assertThat(done.err()).contains("truncated: there are more", "incomplete: 1 damaged");
    }

    @Test
    void closedFilesAreSearchedByTheirIndexes() throws IOException {
        Files.move(site.file("var/audit.jsonl"), site.file("var/audit.jsonl.1"));
        site.write("var/audit.jsonl", "");

        Shell.Done made = shell.run("audit", "index");
        Shell.Done again = shell.run("audit", "index", "-o", "json");
        Shell.Done found = shell.run("decisions query --vo atlas --fields dn -o csv".split(" "));

        assertThat(made.out()).isEqualTo("made    " + site.file("var/audit.jsonl.1") + "\n");
        assertThat(again.out()).contains("\"state\":\"there\"");
        assertThat(made.code() + again.code()).isZero();
        assertThat(found.out()).isEqualTo("dn\r\n" + ALICE + "\r\n/C=XX/O=Grid/CN=Bob\r\n");
        assertThat(found.err()).isEmpty();
    }

    @Test
    void exportHasEveryRecordAsItStands() {
        Shell.Done done = shell.run("decisions", "export", "--decision", "permit");

        assertThat(done.code()).isZero();
        assertThat(done.out().lines())
                .containsExactlyElementsOf(site.auditLines().stream()
                        .filter(line -> line.contains("\"decision\":\"Permit\""))
                        .toList());
        assertThat(done.err()).isEqualTo("3 records\n");
    }

    @Test
    void exportIsHarmlessToTerminalsAndSpreadsheets() {
        site.replace("var/audit.jsonl", "wn1.example.org", "=HYPERLINK(1)\u009b2J\u202e");

        Shell.Done csv = shell.run("decisions export -o csv --fields host,decision --vo cms".split(" "));
        Shell.Done json = shell.run("decisions", "export", "--vo", "cms");

        assertThat(csv.out()).isEqualTo("host,decision\r\n'=HYPERLINK(1)\\u009b2J\\u202e,Permit\r\n");
        assertThat(json.out()).contains("HYPERLINK(1)\\u009b2J\\u202e").doesNotContain("\u009b", "\u202e");
    }

    @Test
    void exportThatLeavesSomethingOutSaysSo() throws IOException {
        Files.writeString(site.file("var/audit.jsonl"), "{\"v\":2,\"cal", StandardOpenOption.APPEND);

        Shell.Done done = shell.run("decisions", "export", "-o", "csv");

        assertThat(done.code()).isEqualTo(3);
        assertThat(done.out()).startsWith("id,at,decision,").contains("\r\n");
        assertThat(done.err()).contains("5 records", "incomplete: 1 damaged");
    }

    @Test
    void decisionIsShownWithEverythingThatWasRecorded() {
        String id = shell.run("decisions query --pilot /C=XX/O=Grid/CN=Pilot -o csv --fields id".split(" "))
                .out()
                .lines()
                .toList()
                .get(1);

        Shell.Done text = shell.run("decisions", "show", id);
        Shell.Done json = shell.run("decisions", "show", id, "-o", "json");

        assertThat(text.out())
                .containsPattern("callId +" + id)
                .containsPattern("subject.fqans.0 +/atlas/nl\n")
                .containsPattern("pilot.dn +" + PILOT)
                .containsPattern("(?m)^mapped +payload");
        assertThat(site.auditLines()).contains(json.out().strip());
    }

    @Test
    void tableIsMadeForPeopleAndNothingInItSteersTheirTerminal() throws IOException {
        Path file = site.file("var/audit.jsonl");
        Files.writeString(file, site.read("var/audit.jsonl").replace("wn1.example.org", "wn\\u001b[2J"));

        String table = shell.run("decisions", "tail", "--limit", "2").out();

        assertThat(table.lines()).hasSize(3);
        assertThat(table)
                .contains("AT  ", "DECISION", "Mallory", "wn\\u001b[2J")
                .doesNotContain("\u001b");
    }

    @Test
    void followerShowsWhatComesAlsoAfterTheLogWasRotated() throws Exception {
        StringWriter out = new StringWriter();
        Thread tail = new Thread(() -> Portcullis.commandLine()
                .setOut(new PrintWriter(out, true))
                .execute("decisions", "tail", "-f", "-n", "1", "-o", "jsonl", "--config", shell.configFile()));
        tail.start();
        await().untilAsserted(() -> assertThat(out.toString().lines()).hasSize(1));

        Path file = site.file("var/audit.jsonl");
        List<String> lines = site.auditLines();
        Files.move(file, site.file("var/audit.jsonl.1"));
        Files.writeString(file, fresh(lines.get(0)) + "\n");

        await().untilAsserted(() ->
                assertThat(out.toString().lines()).hasSize(2).last().asString().contains("Alice"));
        tail.interrupt();
        tail.join(10_000);
        assertThat(tail.isAlive()).isFalse();
    }

    private static String fresh(String line) {
        return line.replaceFirst("\"callId\":\"[^\"]+", "\"callId\":\"00000000-0000-0000-0000-000000000001");
    }
}
