package org.portcullis.pdp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.portcullis.profile.Doubt;
import org.portcullis.profile.ErrorKind;

/** The pages keep up with the tree and with the code. */
class DocumentationTest {
    private static final Path REPOSITORY = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern LINK = Pattern.compile("]\\((?!https?:|#)([^)#]+)");

    static Stream<Path> pages() throws IOException {
        try (Stream<Path> files = Files.walk(REPOSITORY)) {
            List<Path> pages = files.filter(file -> file.toString().endsWith(".md"))
                    .filter(file -> !file.toString().contains("/target/"))
                    .map(REPOSITORY::relativize)
                    .toList();
            return pages.stream();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("pages")
    void everyLinkLeadsSomewhere(Path page) throws IOException {
        Matcher links = LINK.matcher(Files.readString(REPOSITORY.resolve(page)));

        while (links.find()) {
            assertThat(REPOSITORY.resolve(page).resolveSibling(links.group(1)))
                    .as("link in " + page)
                    .exists();
        }
    }

    @Test
    void everyKindOfErrorAndEveryDoubtIsOnTheErrorPage() throws IOException {
        String page = Files.readString(REPOSITORY.resolve("pdp-server/docs/errors.md"));

        assertThat(Stream.of(ErrorKind.values()).map(ErrorKind::word))
                .allSatisfy(word ->
                        assertThat(page).contains("`" + word.replace("saml-version-too-high", "-too-high") + "`"));
        assertThat(Stream.of(Doubt.values()).map(doubt -> doubt.reason().value()))
                .allSatisfy(word -> assertThat(page).contains("`" + word + "`"));
    }
}
