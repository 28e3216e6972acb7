package org.portcullis.policy.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.portcullis.policy.PackLoader;
import org.portcullis.policy.catalogue.LintRule;
import org.portcullis.policy.source.Finding;

/** Every rule has its page; what the page shows as wrong is found, as that and nothing else, and what it shows as right is not. */
class LintPagesTest {
    private static final Path PAGES = Path.of("docs/lint");
    private static final Instant NEW_YEAR = Instant.parse("2030-01-01T00:00:00Z");
    private static final Pattern BLOCK = Pattern.compile("```([^\n]+)\n(.*?)\n```", Pattern.DOTALL);

    @TempDir
    private Path directory;

    @ParameterizedTest(name = "{0}")
    @EnumSource(LintRule.class)
    void whatThePageShowsAsWrongIsFoundAsThatAndNothingElse(LintRule rule) throws IOException {
        List<Finding> findings = lint(section(rule, "## Wrong\n"));

        assertThat(findings).isNotEmpty().extracting(Finding::rule).containsOnly(rule);
        assertThat(findings)
                .allSatisfy(finding -> assertThat(finding.message())
                        .as("begins small, ends without a full stop")
                        .matches("(XPath|[^\\p{Lu}]).*[^.]"));
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(LintRule.class)
    void whatThePageShowsAsRightIsFine(LintRule rule) throws IOException {
        assertThat(lint(section(rule, "## Right\n"))).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(LintRule.class)
    void thePageAndTheCatalogueSayTheSame(LintRule rule) throws IOException {
        String page = page(rule);
        String severity = rule.severity().word();

        assertThat(page)
                .startsWith("# " + rule.id() + " " + rule.word() + "\n")
                .contains(rule.title(), rule.why())
                .containsIgnoringCase("**" + severity + "**");
        assertThat(Files.readString(PAGES.resolve("README.md")))
                .contains("| [%s](%s.md) | `%s` | %s | %s |"
                        .formatted(rule.id(), rule.id(), rule.word(), severity, rule.title()));
    }

    @Test
    void everyPageHasItsRule() throws IOException {
        List<String> expected =
                Arrays.stream(LintRule.values()).map(rule -> rule.id() + ".md").toList();
        try (Stream<Path> pages = Files.list(PAGES)) {
            assertThat(pages.map(page -> page.getFileName().toString()).filter(page -> !page.equals("README.md")))
                    .containsExactlyInAnyOrderElementsOf(expected);
        }
    }

    @Test
    void nothingIsWrongWithTheExampleBeforeItIsChanged() throws IOException {
        assertThat(lint("")).isEmpty();
    }

    private List<Finding> lint(String blocks) throws IOException {
        ExamplePack pack = ExamplePack.in(Files.createDirectory(directory.resolve("pack")));
        for (Matcher block = BLOCK.matcher(blocks); block.find(); ) {
            pack.apply(block.group(1), block.group(2));
        }
        return PackLoader.lint(pack.directory(), NEW_YEAR);
    }

    private static String section(LintRule rule, String title) throws IOException {
        String page = page(rule);
        String from = page.substring(page.indexOf(title) + title.length());
        int end = from.indexOf("\n## ");
        return end < 0 ? from : from.substring(0, end);
    }

    private static String page(LintRule rule) throws IOException {
        return Files.readString(PAGES.resolve(rule.id() + ".md"));
    }
}
