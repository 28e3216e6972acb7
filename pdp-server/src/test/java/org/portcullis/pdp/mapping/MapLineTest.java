package org.portcullis.pdp.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.portcullis.pdp.mapping.MapKey.ExactDn;
import org.portcullis.profile.Dn;

class MapLineTest {
    @TempDir
    private Path directory;

    private final Problems problems = new Problems();

    private Path map() {
        return directory.resolve("map");
    }

    private List<MapLine> read(String text) throws IOException {
        return MapDialect.ARGUS.read(Files.writeString(map(), text), problems);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "/C=XX/O=Grid/CN=Alice          | /C=XX/O=Grid/CN=Alice",
                "CN=Alice,O=Grid,C=XX           | /C=XX/O=Grid/CN=Alice",
                "/C=XX/CN=Alice \\\"Al\\\" Doe  | /C=XX/CN=Alice \"Al\" Doe",
                "/C=XX/CN=O\\'Hara              | /C=XX/CN=O'Hara",
                "/C=XX/CN=host\\/a.example.org  | /C=XX/CN=host/a.example.org",
                "/C=XX/CN=a\\\\b                | /C=XX/CN=a\\b",
                "/C=XX/CN=\\x41lice             | /C=XX/CN=Alice",
                "/C=XX/CN=Fr\\xC3\\xA9d         | /C=XX/CN=Fréd",
                "/C=XX/CN=Fr\\u00e9d            | /C=XX/CN=Fréd",
                "/C=XX/CN=Fréd                  | /C=XX/CN=Fréd",
                "CN=Smith\\\\, John,C=XX        | /C=XX/CN=Smith, John",
                "/C=XX/Email=a@b.org            | /C=XX/emailAddress=a@b.org",
            })
    void dnKeysAreReadToTheirCanonicalForm(String key, String dn) throws IOException {
        List<MapLine> lines = read("\"" + key + "\" alice\n");

        assertThat(lines).extracting(MapLine::key).containsExactly(new ExactDn(new Dn(dn)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/C=XX/O=Grid/CN=Alice alice",
                "'/atlas' alice",
                "\"/C=XX/O=Grid/CN=Alice alice",
                "\"/atlas\"",
                "\"/atlas\"alice",
                "\"/atlas\" ",
                "\"/atlas\" alice,",
                "\"/atlas\" ,alice",
                "\"\" alice",
                "\"atlas\" alice",
                "\"/C=XX/CN=\\q\" alice",
                "\"/C=XX/CN=\\xE9\" alice",
                "\"/C=XX/CN=\\x4\" alice",
                "\"/C=XX/CN=\\u12\" alice",
                "\"/C=XX/CN=\\ud800\" alice",
                "\"/C=XX/CN=a\\n\" alice",
                "\"/C=XX/CN=a\\\" alice",
                "\"/C=XX/CN=\\u202eecila\" alice",
            })
    void malformedLineIsAProblemAndNoRule(String line) throws IOException {
        List<MapLine> lines = read("\"/good\" alice\n" + line + "\n");

        assertThat(lines).hasSize(1);
        assertThat(problems.none()).isFalse();
    }

    @Test
    void marksCommentsBlankLinesAndForeignLineEndsDoNotMatter() throws IOException {
        List<MapLine> lines = read("\uFEFF# map\r\n\r\n  \"/atlas\" \t .atlas , alice \r\n\t# end\r\n\"/cms\" .cms");

        assertThat(problems.none()).isTrue();
        assertThat(lines)
                .extracting(MapLine::number, MapLine::key, MapLine::texts)
                .containsExactly(
                        tuple(3, FqanPattern.parse("/atlas"), List.of(".atlas", "alice")),
                        tuple(5, FqanPattern.parse("/cms"), List.of(".cms")));
        assertThat(lines)
                .flatExtracting(
                        line -> line.values().stream().map(MapLine.Value::at).toList())
                .extracting(Object::toString)
                .containsExactly(map() + ":3:14", map() + ":3:23", map() + ":5:8");
    }

    @Test
    void everyPartKnowsWhereItStands() throws IOException {
        MapLine line = read("\n  \"/atlas\" \t .atlas , alice \r\n").get(0);

        assertThat(line.at()).hasToString(directory.resolve("map") + ":2:3");
        assertThat(line.values()).extracting(value -> value.at().column()).containsExactly(14, 23);
    }

    @Test
    void longAndShortSpellingHaveOneKey() throws IOException {
        List<MapLine> lines = read("\"/ops/Role=NULL/Capability=NULL\" .ops\n\"/ops\" .ops\n");

        assertThat(problems.none()).isTrue();
        assertThat(lines).extracting(MapLine::key).containsOnly(FqanPattern.parse("/ops"));
    }
}
