package org.portcullis.pdp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.portcullis.pdp.cli.Portcullis;
import org.portcullis.policy.PackLoader;
import org.portcullis.policy.catalogue.LintRule;
import org.portcullis.policy.source.Finding;
import org.portcullis.profile.Doubt;
import org.portcullis.profile.ErrorKind;
import org.portcullis.profile.ReasonCode;
import org.portcullis.profile.wire.Fault;

/** Whatever the audit log gives as a reason has its page, which says what to do, in commands that there are. */
class ReasonPagesTest {
    private static final Path REPOSITORY = Path.of("..").toAbsolutePath().normalize();
    private static final Path PAGES = Path.of("docs/reasons");
    private static final Path PACKS = Path.of("../policies/src/main/packs");
    private static final Instant TODAY = Instant.parse("2026-01-01T00:00:00Z");
    private static final Pattern TITLE = Pattern.compile("# (\\S+)\n\n\\*\\*(.*)\\*\\*: (.+[^.]\\.)\n\n");
    private static final Pattern COMMAND = Pattern.compile("(?m)^\\$ portcullis (.+)$|`portcullis ([^`]+)`");
    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");

    @Test
    void everyReasonHasItsPageAndEveryPageItsReason() throws Exception {
        Set<String> reasons = new TreeSet<>();
        constants().forEach(reasons::add);
        doubts().forEach(reasons::add);
        kinds().forEach(reasons::add);
        packs().stream().flatMap(ReasonPagesTest::reasonsOf).forEach(reasons::add);

        assertThat(pages().map(ReasonPagesTest::word)).containsExactlyInAnyOrderElementsOf(reasons);
    }

    /** Otherwise the test above would not know it. */
    @Test
    void noReasonIsMadeUpWhereItIsUsed() throws IOException {
        try (Stream<Path> files = Files.walk(REPOSITORY)) {
            assertThat(files.filter(file -> file.toString().contains("/src/main/java/"))
                            .filter(file -> file.toString().endsWith(".java"))
                            .filter(file -> read(file).contains("new ReasonCode(\"")))
                    .extracting(file -> file.getFileName().toString())
                    .containsExactly("ReasonCode.java");
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("pages")
    void thePageTellsWhatWhoAndWhatToDoAndTheIndexTheSame(Path page) {
        String text = read(page);

        assertThat(text)
                .containsPattern(TITLE)
                .contains(
                        "| decided by |", "| rests on |", "| source |", "| other replicas |", "| asking again helps |")
                .contains("\n## How to confirm\n", "\n## What to do\n", "\n**Site.** ", "\n**User.** ", "\nSee also ");
        MatchResult title = TITLE.matcher(text).results().findFirst().orElseThrow();
        assertThat(title.group(1)).isEqualTo(word(page));
        assertThat(read(PAGES.resolve("README.md")))
                .contains("| [%s](%s.md) | %s | %s |"
                        .formatted(word(page), word(page), title.group(2).replace("** or **", ", "), title.group(3)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("allPages")
    void everyCommandOnThePageIsOne(Path page) {
        List<String[]> commands = COMMAND.matcher(read(page))
                .results()
                .map(found -> found.group(1) == null ? found.group(2) : found.group(1))
                .map(ReasonPagesTest::words)
                .toList();

        assertThat(commands)
                .isNotEmpty()
                .allSatisfy(
                        words -> assertThatCode(() -> Portcullis.commandLine().parseArgs(words))
                                .as(String.join(" ", words))
                                .doesNotThrowAnyException());
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(ErrorKind.class)
    void thePageOfAnErrorTellsWhatThePepGets(ErrorKind kind) {
        Fault fault = Fault.of(kind);

        String page = read(PAGES.resolve(kind.word() + ".md"));

        assertThat(page).contains("`" + fault.code() + "`").containsPattern("\\*\\*(Refused|Indeterminate)\\*\\*");
        assertThat(fault.subcode().isEmpty() || page.contains("`" + fault.subcode() + "`"))
                .as(fault.subcode())
                .isTrue();
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(Doubt.class)
    void thePageOfADoubtTellsWhetherItRefuses(Doubt doubt) {
        assertThat(read(PAGES.resolve(doubt.reason() + ".md")))
                .contains(
                        "\n**" + (doubt.isOfServer() ? "Indeterminate" : doubt.refuses() ? "Deny" : "Noted") + "**: ");
    }

    @Test
    void lintKnowsEveryReasonOfTheShippedPacks() throws IOException {
        assertThat(packs())
                .isNotEmpty()
                .allSatisfy(pack -> assertThat(PackLoader.lint(pack, TODAY))
                        .extracting(Finding::rule)
                        .doesNotContain(LintRule.UNKNOWN_REASON, LintRule.NO_REASON));
    }

    private static Stream<String> constants() throws IllegalAccessException {
        Stream.Builder<String> words = Stream.builder();
        for (Field field : ReasonCode.class.getFields()) {
            words.add(((ReasonCode) field.get(null)).value());
        }
        return words.build();
    }

    private static Stream<String> doubts() {
        return Arrays.stream(Doubt.values()).map(doubt -> doubt.reason().value());
    }

    private static Stream<String> kinds() {
        return Arrays.stream(ErrorKind.values()).map(ErrorKind::word);
    }

    private static Stream<String> reasonsOf(Path pack) {
        return PackLoader.open(pack, Map.of()).outline().rules().stream()
                .flatMap(rule -> rule.reasons().stream())
                .map(ReasonCode::value);
    }

    private static List<Path> packs() throws IOException {
        try (Stream<Path> packs = Files.list(PACKS)) {
            return packs.toList();
        }
    }

    static Stream<Path> pages() throws IOException {
        return allPages().filter(page -> !word(page).equals("README"));
    }

    static Stream<Path> allPages() throws IOException {
        try (Stream<Path> pages = Files.list(PAGES)) {
            return pages.sorted().toList().stream();
        }
    }

    private static String word(Path page) {
        return page.getFileName().toString().replace(".md", "");
    }

    /** As a shell would take the line apart. */
    private static String[] words(String line) {
        return WORD.matcher(line)
                .results()
                .map(word -> word.group(1) == null ? word.group(2) : word.group(1))
                .toArray(String[]::new);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
