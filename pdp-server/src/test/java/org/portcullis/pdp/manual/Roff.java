package org.portcullis.pdp.manual;

import java.util.List;
import java.util.stream.Collectors;

/** The language of manual pages, as far as ours use it. */
final class Roff {
    private Roff() {}

    /** Words that mean themselves, whatever they look like. */
    static String text(String words) {
        String escaped = words.replace("\\", "\\e")
                .replace("-", "\\-")
                .replace("'", "\\(aq")
                .replace("`", "\\(ga");
        return escaped.startsWith(".") ? "\\&" + escaped : escaped;
    }

    /** Something with a title, and what is said of it. */
    static String item(String title, String words) {
        return ".TP\n.B %s\n%s\n".formatted(text(title), text(words));
    }

    /** Lines that stay lines. */
    static String block(List<String> lines) {
        return lines.stream().map(Roff::text).collect(Collectors.joining("\n", ".nf\n", "\n.fi\n"));
    }
}
