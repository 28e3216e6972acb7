package org.portcullis.pdp.ban;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.portcullis.pdp.config.ConfigException;
import org.portcullis.profile.Dn;
import org.portcullis.profile.VoName;

class BanFileReaderTest {
    private static final Path CATALOGUE = Path.of("src/test/resources/badinputs/ban");

    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource({
        "B00_good.txt, 501",
        "B01_empty.txt, 0",
        "B04_shrunk.txt, 430",
        "B06_crlf_bom.txt, 501",
        "B08_two_forms.txt, 501",
        "B09_fqan.txt, 1"
    })
    void readableFilesAreRead(String name, int bans) {
        assertThat(new BanList(entries(CATALOGUE.resolve(name)), 0).size()).isEqualTo(bans);
    }

    @ParameterizedTest
    @CsvSource({
        "B02_midline.txt, 253:2",
        "B05_one_bad.txt, 251:1",
        "B07_emptystring.txt, 502:2",
        "B07_slash.txt, 502:2",
        "B07_star.txt, 502:1",
        "B11_by_cert.txt, 3:1"
    })
    void oneBadLineRefusesTheFileAndIsPointedAt(String name, String place) {
        assertThat(problems(CATALOGUE.resolve(name)))
                .singleElement()
                .asString()
                .startsWith(CATALOGUE.resolve(name) + ":" + place + ": not a ban: `");
    }

    @Test
    void everySpellingOfASelectorIsRead() throws IOException {
        Path file = write("""
                # comment

                dn:/C=XX/CN=Alice
                dn:CN=Bob,C=XX
                "/C=XX/CN=Carol"
                dn "/C=XX/CN=Dave"
                   vo:atlas\t
                """);

        assertThat(bans(file))
                .containsExactly(
                        new Ban.BannedDn(new Dn("/C=XX/CN=Alice")),
                        new Ban.BannedDn(new Dn("/C=XX/CN=Bob")),
                        new Ban.BannedDn(new Dn("/C=XX/CN=Carol")),
                        new Ban.BannedDn(new Dn("/C=XX/CN=Dave")),
                        new Ban.BannedVo(new VoName("atlas"), Ban.Scope.ALL));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/C=XX/CN=Alice",
                "dn:",
                "dn:*",
                "vo:",
                "vo:at las",
                "vo:*",
                "DN:/CN=a",
                "vo:/atlas",
                "\"/CN=a\" x"
            })
    void whatIsNoSelectorIsRefused(String line) throws IOException {
        assertThat(problems(write(line))).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '~',
            value = {
                "nobody:/CN=a, 1",
                "dn:nobody, 4",
                "~  dn:nobody~, 6",
                "~dn  \"nobody\"~, 6",
                "\"nobody\", 2",
                "fqan-subtree:/a/Role=b, 14",
                "serial:xyz, 8",
                "\ufeffvo:at las, 4",
            })
    void columnIsThatOfTheFirstThingThatIsWrong(String line, int column) throws IOException {
        Path file = write(line);

        assertThat(problems(file)).singleElement().asString().startsWith(file + ":1:" + column + ": ");
    }

    @Test
    void whatFollowsANameIsPartOfIt() throws IOException {
        assertThat(bans(write("dn:/CN=a # why"))).containsExactly(new Ban.BannedDn(new Dn("/CN=a # why")));
    }

    @Test
    void everyBadLineIsListedWithItsNumber() throws IOException {
        Path file = write("vo:atlas\n*\n\nvo:cms\n/\n");

        assertThat(problems(file))
                .containsExactly(
                        file + ":2:1: not a ban: `*`, " + SelectorText.FORMS + ", or # and a blank before a remark",
                        file + ":5:1: not a ban: `/`, " + SelectorText.FORMS + ", or # and a blank before a remark");
    }

    @Test
    void aMessageTakesNoControlCharacterAlong() throws IOException {
        assertThat(problems(write("no\u0007b\u001b[31mody")))
                .singleElement()
                .asString()
                .contains("`no b [31mody`");
    }

    @Test
    void longLineIsCutShort() throws IOException {
        assertThat(problems(write("x".repeat(5_000))))
                .singleElement()
                .asString()
                .hasSizeLessThan(500);
    }

    @Test
    void fileThatIsNotUtf8IsRefused() throws IOException {
        Path file = Files.write(directory.resolve("bans.txt"), "dn:/CN=Jos\u00e9".getBytes(ISO_8859_1));

        assertThat(problems(file)).singleElement().asString().isEqualTo(file + ": not UTF-8 text");
    }

    @Test
    void missingFileIsRefused() {
        Path file = directory.resolve("missing.txt");

        assertThat(problems(file)).containsExactly(file + ": no such file, it may be empty but must be there");
    }

    private Path write(String text) throws IOException {
        return Files.writeString(directory.resolve("bans.txt"), text);
    }

    private static List<BanEntry> entries(Path file) {
        return BanFileReader.parse(file, BanFileReader.read(file));
    }

    private static List<Ban> bans(Path file) {
        return entries(file).stream().map(BanEntry::ban).toList();
    }

    private static List<String> problems(Path file) {
        ConfigException refused = catchThrowableOfType(ConfigException.class, () -> entries(file));
        assertThat(refused).as("the file is refused").isNotNull();
        return refused.problems();
    }
}
