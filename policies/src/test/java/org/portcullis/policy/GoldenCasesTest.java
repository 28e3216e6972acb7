package org.portcullis.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** One directory under {@code src/test/cases/mupj} is one test; {@code -Dgolden=update} accepts the answers as they are. */
class GoldenCasesTest {
    private static final Path CASES = Path.of("src/test/cases/mupj");
    private static final PolicyPack PACK = PackLoader.load(Packs.MUPJ);

    @TestFactory
    Stream<DynamicTest> theMupjPackAnswersAsExpected() throws IOException {
        return cases().stream()
                .map(one -> dynamicTest(one.directory().getFileName().toString(), () -> check(one)));
    }

    @Test
    void everyRuleOfThePackDecidesACase() throws IOException {
        List<String> deciding = Stream.of(Packs.MUPJ.resolve("policy").toFile().listFiles())
                .flatMap(file -> ruleIds(file.toPath()))
                .toList();

        String answers = String.join("", expectations());

        assertThat(deciding)
                .hasSizeGreaterThanOrEqualTo(9)
                .allSatisfy(rule -> assertThat(answers).contains("/" + rule + "\n"));
    }

    private static void check(PolicyCase one) throws IOException {
        String answer = PolicyCase.written(one.askedOf(PACK));
        if ("update".equals(System.getProperty("golden"))) {
            one.expect(answer);
        }

        assertThat(answer).isEqualTo(one.expected());
    }

    private static List<PolicyCase> cases() throws IOException {
        try (Stream<Path> directories = Files.list(CASES)) {
            return directories.sorted().map(PolicyCase::new).toList();
        }
    }

    private static List<String> expectations() throws IOException {
        List<String> texts = new ArrayList<>();
        for (PolicyCase one : cases()) {
            texts.add(one.expected());
        }
        return texts;
    }

    private static Stream<String> ruleIds(Path file) {
        try {
            return Pattern.compile("<Rule RuleId=\"([^\"]+)\"")
                    .matcher(Files.readString(file))
                    .results()
                    .map(found -> found.group(1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
