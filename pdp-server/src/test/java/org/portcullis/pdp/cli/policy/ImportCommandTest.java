package org.portcullis.pdp.cli.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.portcullis.pdp.cli.Portcullis;
import org.portcullis.policy.PackLoader;

class ImportCommandTest {
    private static final String SPL =
            "resource \".*\" {\n  action \".*\" {\n    rule permit { vo=\"atlas\" }\n  }\n}\n";
    private static final String LOSSY = SPL.replace("vo=", "x509-authn-profile=");

    @TempDir
    private Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void aPackIsWrittenThatCanBeLoaded() {
        int code = run("spl", file("site.spl", SPL), "--name", "my-site");

        assertThat(code).as(err.toString()).isZero();
        assertThat(PackLoader.load(pack()).manifest().name()).isEqualTo("my-site");
        assertThat(out.toString()).isEqualTo("wrote " + pack() + ": 3 kept, 0 changed, 0 lost\n");
        assertThat(err.toString()).isEmpty();
        assertThat(entries()).containsExactly("pack", "site.spl");
    }

    @Test
    void aLossIsToldWithItsPlaceAndThePackIsWrittenAllTheSame() {
        int code = run("spl", file("site.spl", LOSSY));

        assertThat(code).isEqualTo(3);
        assertThat(out.toString())
                .startsWith(directory.resolve("site.spl") + ":3:19: lost: rule permit")
                .endsWith("wrote " + pack() + ": 2 kept, 0 changed, 1 lost\n");
        assertThat(PackLoader.load(pack()).manifest().name()).isEqualTo("imported");
    }

    @Test
    void strictWritesNoPackIfSomethingIsLost() {
        int code = run("spl", file("site.spl", LOSSY), "--strict");

        assertThat(code).isEqualTo(3);
        assertThat(out.toString()).endsWith("nothing written: 2 kept, 0 changed, 1 lost\n");
        assertThat(pack()).doesNotExist();
    }

    @Test
    void theReportIsJsonWhereThatIsAskedFor() throws IOException {
        Path report = directory.resolve("losses.json");

        int code = run("spl", file("site.spl", LOSSY), "-o", "json", "--report", report.toString());

        assertThat(code).isEqualTo(3);
        assertThat(out.toString())
                .startsWith("{\"pack\":\"" + pack() + "\",\"kept\":2,\"changed\":0,\"lost\":1,\"findings\":[{\"file\":")
                .contains("\"line\":3,\"column\":19,\"outcome\":\"lost\",\"severity\":\"error\",");
        assertThat(Files.readString(report)).isEqualTo(out.toString());
    }

    @Test
    void theReportInTextTellsWhatWasKept() throws IOException {
        Path report = directory.resolve("report.txt");

        run("spl", file("site.spl", SPL), "--report", report.toString());

        assertThat(Files.readString(report)).contains(":3:5: kept: rule permit `vo=\"atlas\"`: as written\n");
    }

    @Test
    void aSyntaxErrorIsToldAtItsPlaceAndNothingIsWritten() {
        int code = run("spl", file("site.spl", SPL.replace("permit", "deni")));

        assertThat(code).isEqualTo(2);
        assertThat(err.toString())
                .isEqualTo(directory.resolve("site.spl")
                        + ":3:10: syntax error: expected `permit` or `deny`, but found `deni`, did you mean `deny`?\n");
        assertThat(out.toString()).isEmpty();
        assertThat(entries()).containsExactly("site.spl");
    }

    @Test
    void aDirectoryOfXacmlIsRead() {
        file(
                "policies/b.xml",
                "<Policy xmlns='urn:oasis:names:tc:xacml:2.0:policy:schema:os' PolicyId='b'"
                        + " RuleCombiningAlgId='urn:oasis:names:tc:xacml:1.0:rule-combining-algorithm:first-applicable'><Target/>"
                        + "<Rule RuleId='r' Effect='Deny'/></Policy>");
        file("policies/README", "not a policy");

        int code = run("xacml2", directory.resolve("policies").toString());

        assertThat(code).as(err.toString()).isZero();
        assertThat(PackLoader.load(pack()).manifest().name()).isEqualTo("imported");
    }

    @Test
    void aPackThatCannotBeLoadedIsNotLeftBehind() {
        file(
                "p.xml",
                "<Policy xmlns='urn:oasis:names:tc:xacml:2.0:policy:schema:os' PolicyId='b'"
                        + " RuleCombiningAlgId='urn:oasis:names:tc:xacml:1.0:rule-combining-algorithm:first-applicable'><Target/>"
                        + "<Rule RuleId='r' Effect='Deny'><Condition><Apply FunctionId='urn:oasis:names:tc:xacml:1.0:function:no-such'/>"
                        + "</Condition></Rule></Policy>");

        int code = run("xacml2", directory.resolve("p.xml").toString());

        assertThat(code).isEqualTo(2);
        assertThat(err.toString()).contains("policy/part-1.xml:", "no-such");
        assertThat(entries()).containsExactly("p.xml");
    }

    @Test
    void wrongUseIsSaid() throws IOException {
        assertThat(run("spl", directory.resolve("none.spl").toString())).isEqualTo(2);
        assertThat(run("spl", file("latin.spl", "x"), "--name", "My Site")).isEqualTo(2);
        assertThat(run("spl")).isEqualTo(2);
        Files.write(directory.resolve("latin.spl"), "é".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(run("spl", directory.resolve("latin.spl").toString())).isEqualTo(2);
        Files.createDirectory(pack());
        assertThat(run("spl", file("site.spl", SPL))).isEqualTo(2);

        assertThat(err.toString())
                .contains(
                        "none.spl:1:1: the file cannot be read",
                        "--name takes",
                        "Missing required parameter",
                        "latin.spl:1:1: the file is not UTF-8",
                        "exists already; give a new directory");
    }

    @Test
    void helpShowsExamplesAndExitCodes() {
        assertThat(execute("policy", "import", "spl", "--help")).isZero();

        assertThat(out.toString()).contains("Examples:", "Exit codes: 0 nothing lost, 2 wrong use", "--strict");
    }

    private int run(String format, String... arguments) {
        return execute(
                Stream.concat(Stream.of("policy", "import", format, "--out", pack().toString()), Stream.of(arguments))
                        .toArray(String[]::new));
    }

    private int execute(String... arguments) {
        return Portcullis.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }

    private Path pack() {
        return directory.resolve("pack");
    }

    private String file(String name, String text) {
        try {
            Path file = directory.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
            return file.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Stream<String> entries() {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
