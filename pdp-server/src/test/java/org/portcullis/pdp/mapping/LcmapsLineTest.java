package org.portcullis.pdp.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows G1 to G3. */
class LcmapsLineTest {
    private final Problems problems = new Problems();

    private List<MapLine> read(String text) {
        return MapDialect.LCMAPS.read(Problems.lines("map", text), problems);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "\"/C=XX/CN=Al ice\" alice      | /C=XX/CN=Al ice     | alice",
                "/C=XX/CN=Alice alice           | /C=XX/CN=Alice      | alice",
                "/C=XX/CN=Al\\ ice alice        | /C=XX/CN=Al\\ ice   | alice",
                "\"/C=XX/CN=\\\"Al\\\"\" alice  | /C=XX/CN=\\\"Al\\\" | alice",
                "\"/C=XX/CN=\\xC3\\xA9\" alice  | /C=XX/CN=\\xC3\\xA9 | alice",
                "\"/atlas\".atlas               | /atlas              | .atlas",
                "\"/atlas\" , , .atlas          | /atlas              | .atlas",
                "\"/atlas\" .atlas,alice bob    | /atlas              | .atlas alice bob",
                "\"/atlas\" .atlas#old          | /atlas              | .atlas",
                "\"/atlas\" .at\\#las           | /atlas              | .at#las",
                "\"/atlas\" a\\,b               | /atlas              | a,b",
                "\"/atlas\" # nothing           | /atlas              | ~~",
                "\"/atlas\"                     | /atlas              | ~~",
            })
    void keyIsKeptAndValuesAreTakenApart(String line, String key, String values) {
        List<MapLine> lines = read(line + "\n");

        assertThat(problems.found()).isEmpty();
        assertThat(lines).extracting(read -> read.key().text()).containsExactly(key);
        assertThat(String.join(" ", lines.get(0).texts())).isEqualTo(values);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"/atlas\" .atlas \\", "\"/atlas .atlas", "\"/atlas\\\" .atlas", "\"\" .atlas"})
    void lineThatCannotBeReadIsAProblem(String line) {
        List<MapLine> lines = read("\"/good\" alice\n" + line + "\n");

        assertThat(lines).hasSize(1);
        assertThat(problems.found())
                .singleElement()
                .satisfies(found -> assertThat(found.at()).hasToString("map:2:1"));
    }

    @Test
    void commentsAndBlankLinesAreSkippedAndPlacesAreKnown() {
        List<MapLine> lines = read("# map\n\n \t# more\n\t\"/atlas\"  .atlas, alice\n");

        assertThat(lines).singleElement().satisfies(line -> {
            assertThat(line.at()).hasToString("map:4:2");
            assertThat(line.values()).extracting(value -> value.at().column()).containsExactly(12, 20);
        });
    }
}
