package org.portcullis.pdp.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RowsTest {
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "plain|plain",
                "=1+1|'=1+1",
                "+1|'+1",
                "-1|'-1",
                "@SUM(A1)|'@SUM(A1)",
                "a,b|\"a,b\"",
                "=\"a\"|\"'=\"\"a\"\"\"",
                "/CN=a|/CN=a",
            })
    void cellsAreNeitherFormulasNorMoreThanOneCell(String text, String cell) {
        assertThat(Rows.csv(List.of(text))).isEqualTo(cell + "\r\n");
    }

    @Test
    void nothingSteersATerminalInAnyForm() {
        Rows rows = new Rows(List.of("text"), List.of(List.of("\t=a\u001b[2J\u009b\u202e\r\n\u2028")));

        for (Rows.Form form : Rows.Form.values()) {
            StringWriter out = new StringWriter();
            rows.write(form, new PrintWriter(out, true), "rows", Map.of());

            assertThat(out.toString().replaceAll("\\R", ""))
                    .as("%s", form)
                    .doesNotContain("\t", "\u001b", "\u009b", "\u202e", "\r", "\n")
                    .contains("[2J\\u009b\\u202e");
        }
    }
}
