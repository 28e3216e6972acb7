package org.portcullis.pdp.cli.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.portcullis.pdp.cli.Portcullis;
import org.portcullis.pdp.mapping.MapRule;

class MappingCommandsTest {
    @TempDir
    private Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void site() throws IOException {
        write("accounts.map", "\"/atlas/Role=production\" .prd\n\"/atlas/*/Role=*\" .atlas\n\"/C=XX/CN=Bob\" bob\n");
        write("groups.map", "\"/atlas/*/Role=*\" atlas\n");
        write("passwd", "atlas001:x:5001:5000::/:/bin/sh\nprd001:x:5002:5000::/:/bin/sh\nbob:x:5003:5000::/:/bin/sh\n");
        write("group", "atlas:x:5000:\n");
        write(
                "portcullis.yaml",
                "mapping: {accounts: accounts.map, groups: groups.map, passwd: passwd, group: group}\n");
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(directory.resolve(name), text);
    }

    private int run(String... arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        return Portcullis.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }

    private int configured(String... arguments) {
        return run(Stream.concat(
                        Arrays.stream(arguments),
                        Stream.of(
                                "--config", directory.resolve("portcullis.yaml").toString()))
                .toArray(String[]::new));
    }

    private String told() {
        return out.toString().replace(directory + "/", "");
    }

    private void requireJson() throws IOException {
        try (JsonParser json = new JsonFactory().createParser(out.toString())) {
            while (json.nextToken() != null) {
                assertThat(json.currentToken()).isNotNull();
            }
        }
    }

    @Test
    void goodMapsHaveNothingThatCounts() {
        assertThat(configured("mapping", "lint", "--strict")).isZero();

        assertThat(told()).contains("argus: 0 errors, 0 warnings, ");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void warningsCountIfStrict() throws IOException {
        write("accounts.map", "\"/atlas/*\" .atlas\n\"/atlas/x\" bob\n");

        assertThat(configured("mapping", "lint")).isZero();
        assertThat(told())
                .contains(
                        "accounts.map:2:1: warning: accounts.map:1 takes all that this line is for: put this line before it,"
                                + " or remove it [ML-022 shadowed-line]");
        assertThat(configured("mapping", "lint", "--strict")).isEqualTo(3);
    }

    @Test
    void errorHasItsPlaceAndWhatWasMeant() throws IOException {
        write("accounts.map", "\"/atlas\" bobb\n");

        assertThat(configured("mapping", "lint")).isEqualTo(3);

        assertThat(told())
                .contains("accounts.map:1:10: error: account `bobb` is not in passwd: add it there, did you mean `bob`?"
                        + " [ML-006 unknown-account]");
    }

    @Test
    void filesThatAreNamedNeedNoConfiguration() throws IOException {
        write("grid-mapfile", "\"/atlas*\" .atlas\n");
        String map = directory.resolve("grid-mapfile").toString();

        assertThat(run("mapping", "lint", map)).isEqualTo(3);
        assertThat(run("mapping", "lint", "--dialect", "lcmaps", map)).isZero();
        assertThat(told()).contains("grid-mapfile:1:1: warning: also fits names that go on, as `/atlasfake`");
    }

    @Test
    void findingsAreWrittenAsJson() throws IOException {
        write("accounts.map", "\"/atlas\" bobb\n");

        assertThat(configured("mapping", "lint", "-o", "json")).isEqualTo(3);

        requireJson();
        assertThat(told())
                .contains(
                        "{\"rule\":\"ML-006\",\"name\":\"unknown-account\",\"severity\":\"error\",\"file\":\"accounts.map\",\"line\":1,\"column\":10,\"message\":");
    }

    @Test
    void rulesAreListed() throws IOException {
        assertThat(run("mapping", "lint", "--list-rules")).isZero();
        assertThat(out.toString().lines()).hasSize(MapRule.values().length);

        assertThat(run("mapping", "lint", "--list-rules", "-o", "json")).isZero();
        requireJson();
    }

    @Test
    void lineThatCountsIsExplainedInBothDialects() {
        assertThat(configured("mapping", "explain", "--dn", "CN=Alice,C=XX", "--fqan", "/atlas/Role=production"))
                .isZero();

        assertThat(told()).isEqualTo("""
                /C=XX/CN=Alice with /atlas/Role=production

                argus: an account of the pool .prd, primary group atlas
                  account lines:
                  * accounts.map:1:1: "/atlas/Role=production" .prd: fits the primary FQAN `/atlas/Role=production`
                    accounts.map:2:1: "/atlas/*/Role=*" .atlas: fits the primary FQAN `/atlas/Role=production` too, but accounts.map:1 stands before it
                    accounts.map:3:1: "/C=XX/CN=Bob" bob: fits none of the names
                  group lines:
                  * groups.map:1:1: "/atlas/*/Role=*" atlas: gives atlas for the primary FQAN `/atlas/Role=production`

                lcmaps: no account
                  account lines:
                    accounts.map:1:1: "/atlas/Role=production" .prd: is not in the form that is compared, `/atlas/Role=production/Capability=NULL`
                    accounts.map:2:1: "/atlas/*/Role=*" .atlas: fits none of the names
                    accounts.map:3:1: "/C=XX/CN=Bob" bob: fits none of the names
                  group lines:
                    groups.map:1:1: "/atlas/*/Role=*" atlas: fits none of the names
                """);
    }

    @Test
    void nearMissesAreNamed() {
        assertThat(configured(
                        "mapping",
                        "explain",
                        "--dialect",
                        "argus",
                        "--dn",
                        "/C=XX/CN=bob",
                        "--fqan",
                        "/atlas",
                        "--fqan",
                        "/atlas/Role=production"))
                .isZero();

        assertThat(told())
                .contains("\"/C=XX/CN=Bob\" bob: differs from the DN in case")
                .contains(
                        "\"/atlas/Role=production\" .prd: fits the FQAN `/atlas/Role=production`, but only the primary FQAN"
                                + " gives an account")
                .doesNotContain("lcmaps");
    }

    @Test
    void tooFewGroupsAreNamedAsTheReason() throws IOException {
        write(
                "portcullis.yaml",
                "mapping: {accounts: accounts.map, groups: groups.map, passwd: passwd, group: group, map-all: true}\n");

        assertThat(configured("mapping", "explain", "--dn", "/C=XX/CN=Bob", "--fqan", "/cms"))
                .isZero();

        assertThat(told()).contains("argus: no account, for the group map gives less than the configuration asks for");
    }

    @Test
    void explanationIsWrittenAsJson() throws IOException {
        assertThat(configured("mapping", "explain", "-o", "json", "--dn", "/C=XX/CN=Bob"))
                .isZero();

        requireJson();
        assertThat(told())
                .startsWith(
                        "{\"dn\":\"/C=XX/CN=Bob\",\"fqans\":[],\"dialects\":[{\"dialect\":\"argus\",\"account\":\"bob\",")
                .contains(
                        "{\"file\":\"accounts.map\",\"line\":3,\"column\":1,\"text\":\"\\\"/C=XX/CN=Bob\\\" bob\",\"counts\":true,\"why\":\"fits the DN\"}");
    }

    @Test
    void mapsThatCannotBeUsedAreExplainedAsFarAsTheyGo() throws IOException {
        write("accounts.map", "\"/C=XX/CN=Bob\" bob\n\"/atlas\" nosuch\n");

        assertThat(configured("mapping", "explain", "--dn", "/C=XX/CN=Bob")).isEqualTo(3);

        assertThat(told())
                .contains("argus: the maps cannot be used: accounts.map:2:10: account `nosuch` is not in passwd");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mapping explain",
                "mapping explain --dn x",
                "mapping explain --dn /C=XX/CN=A --fqan atlas",
                "mapping explain --dn /C=XX/CN=A --dialect gums",
                "mapping lint --output xml",
                "mapping lint --passwd p x",
                "mapping lint --passwd p --group g",
                "mapping nosuch",
            })
    void wrongUsageIsTold(String line) {
        assertThat(run(line.split(" "))).isEqualTo(2);

        assertThat(err.toString()).isNotEmpty();
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void missingConfigurationIsToldAsSuch() {
        assertThat(run(
                        "mapping",
                        "lint",
                        "--config",
                        directory.resolve("none.yaml").toString()))
                .isEqualTo(78);
    }

    @ParameterizedTest
    @ValueSource(strings = {"mapping --help", "mapping lint --help", "mapping explain --help"})
    void helpHasExamples(String line) {
        assertThat(run(line.split(" "))).isZero();

        assertThat(out.toString()).contains("Examples:", "portcullis mapping");
    }
}
