package org.portcullis.load.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestTemplateTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00.123456789Z");

    @ParameterizedTest
    @CsvSource({
        "no hole,                 no hole",
        "'',                      ''",
        "{{ID}},                  _1",
        "é{{ID}}{{ID}}-{{NOW}}é,  é_1_1-2026-11-22T12:00:00.123Zé",
        "{{IDS}} {{ID},           {{IDS}} {{ID}"
    })
    void holesAreFilledAndNothingElseChanges(String text, String message) {
        byte[] body = new RequestTemplate(text).body("_1", NOON);

        assertThat(new String(body, StandardCharsets.UTF_8)).isEqualTo(message);
    }
}
