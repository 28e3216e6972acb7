package org.portcullis.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.portcullis.policy.catalogue.LintRule;
import org.portcullis.policy.catalogue.Severity;
import org.portcullis.policy.source.Finding;

class ShippedPackLintTest {
    private static final Instant DECEMBER_2009 = Instant.parse("2009-12-01T00:00:00Z");

    @TempDir
    private Path directory;

    /** Its data are examples of the year 2009, some of which have ended on purpose. */
    @Test
    void thereIsNothingWrongWithThePoliciesOfThePack() {
        assertThat(PackLoader.lint(Packs.MUPJ, DECEMBER_2009).stream()
                        .filter(finding -> !finding.at().file().startsWith("data/")))
                .isEmpty();
        assertThat(PackLoader.lint(Packs.MUPJ, DECEMBER_2009))
                .allSatisfy(finding -> assertThat(finding.rule().severity()).isEqualTo(Severity.WARNING));
    }

    @Test
    void findingsStandInTheOrderOfTheirPlaces() {
        List<Finding> findings = PackLoader.lint(Packs.MUPJ, Instant.parse("2030-01-01T00:00:00Z"));

        assertThat(findings)
                .extracting(Finding::rule)
                .contains(LintRule.VALIDITY_OVER, LintRule.OWNER_WITHOUT_APPROVAL);
        assertThat(findings)
                .isSortedAccordingTo(
                        (one, other) -> one.at().file().compareTo(other.at().file()));
    }

    /** Each value of each rule, with its last letter lost. */
    @Test
    void aLetterLostInAnyWordOfAnyRuleIsFound() throws IOException {
        Pattern word = Pattern.compile("mupj:[a-z-]+\"|type\"|vo-supported\"|pilot:owner\"");
        for (String name :
                List.of("site-approval", "same-vo", "identity-switch", "framework", "vo-support", "access")) {
            Packs.Copy copy = new Packs.Copy(Files.createDirectory(directory.resolve(name)));
            copy.change("policy/" + name + ".xml", text -> firstWordWithoutItsEnd(text, word));

            assertThat(PackLoader.lint(directory.resolve(name).resolve("pack"), DECEMBER_2009).stream()
                            .map(Finding::rule))
                    .as(name)
                    .contains(LintRule.VALUE_NEVER_GIVEN);
        }
    }

    @Test
    void whatRefusesAPackIsAnErrorAndWhatDoesNotIsNone() {
        Stream<LintRule> warnings = PackLoader.lint(Packs.MUPJ, Instant.parse("2030-01-01T00:00:00Z")).stream()
                .map(Finding::rule);

        assertThat(warnings).isNotEmpty().allMatch(rule -> rule.severity() == Severity.WARNING);
        assertThat(PackLoader.load(Packs.MUPJ).manifest().name()).isEqualTo("mupj");
    }

    private static String firstWordWithoutItsEnd(String text, Pattern attribute) {
        Matcher value = Pattern.compile(
                        "#string\">([a-z-]+)</AttributeValue>\\s*<AttributeDesignator AttributeId=\"([^ ]*)")
                .matcher(text);
        while (value.find()) {
            if (attribute.matcher(value.group(2)).find()) {
                return text.substring(0, value.end(1) - 1) + text.substring(value.end(1));
            }
        }
        throw new IllegalArgumentException("no word to spoil");
    }
}
