package org.portcullis.pdp.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

class OperationTest {
    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch", "head", "options");

    @Test
    void theContractHasTheSameOperations() throws IOException {
        Set<String> promised = new LinkedHashSet<>();
        map(contract().get("paths"))
                .forEach((path, item) -> map(item).keySet().stream()
                        .filter(METHODS::contains)
                        .forEach(method -> promised.add(method.toUpperCase(Locale.ROOT) + " " + path)));

        assertThat(promised)
                .isEqualTo(Arrays.stream(Operation.values())
                        .map(operation -> operation.method() + " " + operation.template())
                        .collect(Collectors.toSet()));
    }

    @Test
    void theContractKnowsEveryProblem() throws IOException {
        Object problem = map(map(map(contract().get("components")).get("schemas"))
                        .get("Problem"))
                .get("properties");

        assertThat(map(map(problem).get("type")).get("enum"))
                .isEqualTo(Arrays.stream(Problem.values()).map(Problem::type).toList());
    }

    @Test
    void idsAreOneSegmentThatIsNotEmpty() {
        assertThat(Operation.STATUS.match("/v1/status")).contains("");
        assertThat(Operation.STATUS.match("/v1/status/")).isEmpty();
        assertThat(Operation.STATUS.match("//v1/status")).isEmpty();
        assertThat(Operation.STATUS.match("")).isEmpty();
    }

    private static Map<String, Object> contract() throws IOException {
        try (InputStream file = Objects.requireNonNull(Operation.class.getResourceAsStream("openapi.yaml"))) {
            return map(new Load(LoadSettings.builder().build()).loadFromInputStream(file));
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(@Nullable Object value) {
        return (Map<String, Object>) Objects.requireNonNull(value);
    }
}
