package org.portcullis.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The acceptance scenarios: each row is asked of the mupj pack, or listed with the room of the server that decides it. */
class ScenariosTest {
    private static final Path SCENARIOS = Path.of("src/test/resources/scenarios");

    @TempDir
    private static Path directory;

    private static Packs.Copy pack;
    private static Map<?, ?> questions;
    private static Set<Object> elsewhere;

    @BeforeAll
    static void readTheQuestions() throws IOException {
        pack = new Packs.Copy(directory);
        questions = yaml("questions.yaml");
        elsewhere = yaml("elsewhere.yaml").values().stream()
                .flatMap(rows -> ((List<?>) rows).stream())
                .collect(Collectors.toSet());
    }

    @ParameterizedTest(name = "{0}: {2} {3}")
    @CsvFileSource(
            files = "src/test/resources/scenarios/scenarios.csv",
            useHeadersInDisplayName = false,
            numLinesToSkip = 1)
    void theRowIsDecidedAsExpected(int id, String regime, String who, String state, String expected) {
        assertThat(questions.containsKey(id))
                .as("row %s (%s, %s) is either asked or listed with its room", id, regime, state)
                .isNotEqualTo(elsewhere.contains(id));
        List<?> asked = questions.get(id) instanceof List<?> several ? several : List.of();

        for (Object question : asked) {
            answersAs(expected, (Map<?, ?>) question, who);
        }
    }

    private static void answersAs(String expected, Map<?, ?> yaml, String who) {
        QuestionYaml question = new QuestionYaml(yaml);
        PolicyPack asked = yaml.get("with") instanceof String files
                ? pack.with(SCENARIOS.resolve("with").resolve(files))
                : pack.load();

        Evaluation answer = asked.evaluate(question.request(), question.circumstances());

        new ExpectedColumn(expected).check(answer, question, who);
    }

    private static Map<?, ?> yaml(String file) throws IOException {
        Load load = new Load(LoadSettings.builder().build());
        return (Map<?, ?>) load.loadFromString(Files.readString(SCENARIOS.resolve(file)));
    }
}
