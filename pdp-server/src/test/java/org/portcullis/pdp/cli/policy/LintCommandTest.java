package org.portcullis.pdp.cli.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.portcullis.pdp.cli.Portcullis;
import org.portcullis.policy.catalogue.LintRule;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

class LintCommandTest {
    private static final Path CLEAN =
            Path.of("../policies/src/test/lint-example").toAbsolutePath().normalize();

    @TempDir
    private Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private Path pack;

    @BeforeEach
    void aCleanPack() throws IOException {
        pack = directory.resolve("pack");
        try (Stream<Path> files = Files.walk(CLEAN)) {
            for (Path file : files.toList()) {
                Files.copy(file, pack.resolve(CLEAN.relativize(file).toString()));
            }
        }
    }

    @Test
    void aCleanPackHasNoFindings() {
        assertThat(run(pack.toString())).isZero();

        assertThat(out.toString()).isEqualTo(pack + ": 0 errors, 0 warnings\n");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void aWarningIsToldAndCountsIfStrict() throws IOException {
        leaveADropping();

        assertThat(run(pack.toString())).isZero();
        assertThat(run("--strict", pack.toString())).isEqualTo(3);
        assertThat(out.toString())
                .contains("policy/root.xml~: warning: an editor or package manager left it behind; it does not count;"
                        + " take it away [PL-047 editor-dropping]")
                .contains(": 0 errors, 1 warnings");
    }

    @Test
    void anErrorHasItsPlaceAndTheExitCodeOfFindings() throws IOException {
        spoilTheReason();

        assertThat(run(pack.toString())).isEqualTo(3);

        assertThat(out.toString())
                .contains("policy/checks.xml:17:")
                .contains("error: `VO mismatch` is not a reason code; write lower-case words joined by hyphens"
                        + " [PL-020 bad-reason]");
    }

    @Test
    void withoutADirectoryThePackOfTheConfigurationIsMeant() throws IOException {
        spoilTheReason();
        Path config = Files.writeString(directory.resolve("portcullis.yaml"), """
                policy: {pack: pack, bans: bans.txt, peps: peps.yaml}
                mapping: {accounts: a, groups: g, passwd: p, group: g}
                """);

        assertThat(run("--config", config.toString())).isEqualTo(3);
        assertThat(run("--config", directory.resolve("gone.yaml").toString())).isEqualTo(78);
    }

    @Test
    void findingsAsJsonHaveEveryField() throws IOException {
        misspell();

        run("--output", "json", pack.toString());

        assertThat(out.toString())
                .startsWith("[{\"rule\":\"PL-023\",\"name\":\"value-never-given\",\"severity\":\"warning\","
                        + "\"file\":\"policy/checks.xml\",\"line\":9,\"column\":")
                .contains("\"suggestion\":\"did you mean `different`?\"}]");
        assertThat(isJson(out.toString())).isTrue();
    }

    @Test
    void sarifIsWhatItsPublishedSchemaWants() throws IOException {
        misspell();
        leaveADropping();
        spoilTheReason();
        JsonSchema schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7)
                .getSchema(getClass().getResourceAsStream("/schema/sarif-schema-2.1.0.json"));

        run("--output", "sarif", pack.toString());

        assertThat(schema.validate(out.toString(), InputFormat.JSON)).isEmpty();
        assertThat(schema.validate(out.toString().replace("\"runs\"", "\"walks\""), InputFormat.JSON))
                .isNotEmpty();
    }

    @Test
    void sarifNamesEveryRuleAndThePlaceOfEachFinding() throws IOException {
        misspell();
        leaveADropping();

        run("--output", "sarif", pack.toString());

        assertThat(isJson(out.toString())).isTrue();
        assertThat(out.toString())
                .contains("\"version\":\"2.1.0\"", "\"startLine\":9", "\"uriBaseId\":\"PACK\"")
                .contains("\"ruleId\":\"PL-023\",\"level\":\"warning\"")
                .contains("\"uri\":\"policy/root.xml~\"");
        assertThat(LintRule.values())
                .allSatisfy(rule -> assertThat(out.toString())
                        .contains("\"id\":\"" + rule.id() + "\"", "\"helpUri\":\"urn:portcullis:lint:" + rule.id()));
    }

    @Test
    void junitFailsForWhatCounts() throws Exception {
        spoilTheReason();
        leaveADropping();

        run("--output", "junit", pack.toString());
        Element suite = xml(out.toString());
        out.getBuffer().setLength(0);
        run("--strict", "--output", "junit", pack.toString());
        Element strict = xml(out.toString());

        assertThat(suite.getAttribute("failures") + suite.getAttribute("skipped"))
                .isEqualTo("11");
        assertThat(suite.getElementsByTagName("testcase").getLength()).isEqualTo(LintRule.values().length);
        assertThat(suite.getElementsByTagName("failure").item(0).getTextContent())
                .contains("policy/checks.xml:17:");
        assertThat(strict.getAttribute("failures") + strict.getAttribute("skipped"))
                .isEqualTo("20");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text", "json"})
    void rulesAreListedWithoutAPack(String form) {
        assertThat(run("--list-rules", "--output", form)).isZero();

        assertThat(LintRule.values())
                .allSatisfy(rule -> assertThat(out.toString()).contains(rule.id(), rule.word()));
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void aDirectoryThatDoesNotExistIsAFinding() {
        assertThat(run(pack.resolve("gone").toString())).isEqualTo(3);

        assertThat(out.toString()).contains("pack.yaml: error: the file cannot be used: it does not exist");
    }

    @Test
    void wrongUseIsSaid() {
        assertThat(run("--output", "html")).isEqualTo(2);
        assertThat(run("--no-such-option")).isEqualTo(2);
        assertThat(run("one", "two")).isEqualTo(2);
    }

    @Test
    void helpShowsExamplesAndExitCodes() {
        assertThat(run("--help")).isZero();

        assertThat(out.toString()).contains("Examples:", "Exit codes: 0 nothing found");
    }

    private void misspell() throws IOException {
        Path file = pack.resolve("policy/checks.xml");
        Files.writeString(file, Files.readString(file).replace(">different<", ">diferent<"));
    }

    private void spoilTheReason() throws IOException {
        Path file = pack.resolve("policy/checks.xml");
        Files.writeString(file, Files.readString(file).replace(">vo-mismatch<", ">VO mismatch<"));
    }

    private void leaveADropping() throws IOException {
        Files.writeString(pack.resolve("policy/root.xml~"), "");
    }

    private int run(String... arguments) {
        return Portcullis.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(Stream.concat(Stream.of("policy", "lint"), Stream.of(arguments))
                        .toArray(String[]::new));
    }

    private static boolean isJson(String text) throws IOException {
        int depth = 0;
        try (JsonParser json = new JsonFactory().createParser(text)) {
            for (var token = json.nextToken(); token != null; token = json.nextToken()) {
                depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
            }
        }
        return depth == 0;
    }

    private static Element xml(String text) throws Exception {
        return DocumentBuilderFactory.newDefaultInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(text)))
                .getDocumentElement();
    }
}
