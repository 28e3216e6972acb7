package org.portcullis.pdp.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FactsTest {
    @ParameterizedTest
    @CsvSource({
        "ageMillis, age millis",
        "status, status",
        "lastReload, last reload",
        "subject.dn, subject.dn",
        "wn1.example.org, wn1.example.org",
        "WN1, WN1",
    })
    void namesOfFieldsAreWordsAndAllOthersStay(String name, String words) {
        assertThat(Facts.words(name)).isEqualTo(words);
    }

    @Test
    void everythingInAnObjectIsShown() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("reason", "<b>");
        fields.put("ticket", "");
        fields.put("problems", List.of("one", "two"));
        fields.put("gaps", List.of());
        fields.put("vos", Map.of("atlas", "3"));

        StringBuilder page = new StringBuilder();
        Facts.of(fields).appendTo(page);

        assertThat(page)
                .contains("<dt>reason</dt><dd>&lt;b&gt;</dd>")
                .contains("<dt>ticket</dt><dd><span class=\"nothing\">–</span></dd>")
                .contains("<dd><ul><li>one</li><li>two</li></ul></dd>")
                .contains("<dt>gaps</dt><dd>none</dd>")
                .contains("<dd><dl><dt>atlas</dt><dd>3</dd></dl></dd>");
    }
}
