package org.portcullis.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** One directory under {@code src/test/cases/mupj} is one test; {@code -Dgolden=update} accepts the answers as they are. */
class GoldenCasesTest {
    private static final Pattern RULE =
            Pattern.compile("<Rule RuleId=\"([^\"]+)\" Effect=\"(\\w+)\">.*?</Rule>", Pattern.DOTALL);
    private static final String NEVER =
            "<Rule RuleId=\"gone\" Effect=\"EFFECT\"><Target><AnyOf><AllOf><Match MatchId=\""
                    + "urn:oasis:names:tc:xacml:1.0:function:string-equal\"><AttributeValue DataType=\""
                    + "http://www.w3.org/2001/XMLSchema#string\">never</AttributeValue><AttributeDesignator AttributeId=\""
                    + "urn:portcullis:action:type\" DataType=\"http://www.w3.org/2001/XMLSchema#string\" Category=\""
                    + "urn:oasis:names:tc:xacml:3.0:attribute-category:action\" MustBePresent=\"true\"/></Match></AllOf></AnyOf>"
                    + "</Target></Rule>";

    @TempDir
    private static Path directory;

    @TestFactory
    Stream<DynamicTest> theMupjPackAnswersAsExpected() {
        Packs.Copy pack = new Packs.Copy(directory.resolve("whole"));
        return PolicyCase.all().stream().map(one -> dynamicTest(one.name(), () -> check(one, pack)));
    }

    @TestFactory
    Stream<DynamicTest> withoutAnyOneRuleACaseIsAnsweredOtherwise() throws IOException {
        List<DynamicTest> tests;
        try (Stream<Path> files = Files.list(Packs.MUPJ.resolve("policy"))) {
            tests = files.sorted().flatMap(GoldenCasesTest::withoutEachRuleOf).toList();
        }
        assertThat(tests).hasSize(23);
        return tests.stream();
    }

    private static Stream<DynamicTest> withoutEachRuleOf(Path file) {
        String name = "policy/" + file.getFileName();
        try {
            return RULE.matcher(Files.readString(file)).results().toList().stream()
                    .map(rule -> dynamicTest("without " + rule.group(1), () -> isMissed(rule, name)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void isMissed(MatchResult rule, String file) {
        Packs.Copy pack = new Packs.Copy(directory.resolve(rule.group(1)));
        String never = NEVER.replace("EFFECT", rule.group(2));

        pack.change(file, xml -> xml.replace(rule.group(), never));

        assertThat(PolicyCase.all())
                .anySatisfy(one -> assertThat(one.askedOf(pack)).isNotEqualTo(one.expected()));
    }

    private static void check(PolicyCase one, Packs.Copy pack) {
        String answer = one.askedOf(pack);
        if ("update".equals(System.getProperty("golden"))) {
            one.expect(answer);
        }

        assertThat(answer).isEqualTo(one.expected());
    }
}
