package org.portcullis.pdp.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTreeTest {
    @Test
    void whatIsWrittenIsReadBack() throws IOException {
        Map<String, Object> written =
                Map.of("a", "x\"<", "b", List.of(Map.of("c", 1L), List.of(), true), "d", Map.of("e", ""));

        assertThat(JsonTree.read(JsonText.of(written).getBytes(UTF_8)))
                .isEqualTo(
                        Map.of("a", "x\"<", "b", List.of(Map.of("c", "1"), List.of(), "true"), "d", Map.of("e", "")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "1", "{\"a\":"})
    void whatIsNoObjectIsNotRead(String text) {
        assertThatThrownBy(() -> JsonTree.read(text.getBytes(UTF_8))).isInstanceOf(IOException.class);
    }
}
