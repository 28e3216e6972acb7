package org.portcullis.pdp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The headings of a page in Markdown, as the end of a link names them. */
final class Sections {
    private Sections() {}

    /** All headings but the title's. */
    static List<String> of(Path page) {
        return headings(page, "##+");
    }

    /** All headings. */
    static List<String> allOf(Path page) {
        return headings(page, "#+");
    }

    /** Small letters, a dash for each blank, and of all other signs none but dashes. */
    static String anchor(String heading) {
        return heading.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9 _-]", "").replace(' ', '-');
    }

    private static List<String> headings(Path page, String marks) {
        try {
            return Pattern.compile("(?m)^" + marks + " (.+)$")
                    .matcher(Files.readString(page))
                    .results()
                    .map(heading -> anchor(heading.group(1)))
                    .collect(Collectors.toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
