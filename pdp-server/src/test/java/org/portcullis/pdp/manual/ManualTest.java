package org.portcullis.pdp.manual;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every command has a page, and bash completes all of them. */
class ManualTest {
    @TempDir
    private static Path share;

    @BeforeAll
    static void write() throws IOException {
        Manual.main(new String[] {share.toString()});
    }

    static List<ManualPage> pages() {
        return Manual.commands().stream().flatMap(ManualPage::allOf).toList();
    }

    @Test
    void everyCommandHasAPageOfItsOwn() throws IOException {
        try (Stream<Path> files = Files.list(share.resolve("man/man1"))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .hasSameSizeAs(pages())
                    .contains("portcullis.1", "portcullis-ban-add.1", "portcullis-doctor.1", "portcullis-wn-decide.1");
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("pages")
    void aPageNamesEveryOptionAndKeepsNothingOfTheTemplates(ManualPage page) throws IOException {
        String text = Files.readString(share.resolve("man/man1/" + page.name() + ".1"));

        assertThat(text).contains(".SH NAME\n", ".SH SYNOPSIS\n", ".SH DESCRIPTION\n");
        assertThat(text).doesNotContain("${", "@|", "%n", "|@");
        assertThat(page.command().options())
                .filteredOn(option -> !option.hidden())
                .allSatisfy(option -> assertThat(text).contains(Roff.text(option.longestName())));
    }

    @Test
    void manTakesThePagesWithoutAWarning() throws IOException, InterruptedException {
        assumeTrue(isInstalled("groff"), "SKIPPED: groff is not installed");

        try (Stream<Path> files = Files.list(share.resolve("man/man1"))) {
            List<String> groff = Stream.concat(
                            Stream.of("groff", "-man", "-Tutf8", "-Kutf8", "-ww", "-z"), files.map(Path::toString))
                    .toList();
            assertThat(run(groff)).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "portcullis, ba, ban",
        "portcullis, doc, doctor",
        "portcullis ban, ad, add",
        "portcullis ban add, --reas, --reason",
        "portcullis-wn, pi, ping",
        "portcullis-wn decide, --payload-pr, --payload-proxy",
    })
    void bashCompletes(String before, String begun, String completed) throws IOException, InterruptedException {
        String name = before.split(" ", -1)[0];
        String script = """
                source %s
                COMP_WORDS=(%s %s)
                COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
                COMP_LINE="${COMP_WORDS[*]}"
                COMP_POINT=${#COMP_LINE}
                %s
                printf '%%s\\n' "${COMPREPLY[@]}"
                """.formatted(
                        share.resolve("bash-completion/completions").resolve(name),
                        before,
                        begun,
                        completer(share.resolve("bash-completion/completions").resolve(name)));

        assertThat(run(List.of("bash", "-c", script)).lines().map(String::strip))
                .contains(completed);
    }

    /** The function that the script has bash call. */
    private static String completer(Path script) throws IOException {
        String registration = Files.readString(script)
                .lines()
                .filter(line -> line.strip().startsWith("complete -F"))
                .findFirst()
                .orElseThrow();
        return registration.strip().split(" ", -1)[2];
    }

    private static boolean isInstalled(String program) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
    }

    private static String run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }
}
