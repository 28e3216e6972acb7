package org.portcullis.load.report;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Text on its way into a page: what comes from outside is escaped, and numbers have a point in every country. */
final class Html {
    private Html() {}

    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    static String format(String form, Object... values) {
        return String.format(Locale.ROOT, form, values);
    }

    /** A number with as many digits after the point as it needs, four at most. */
    static String number(double value) {
        return format("%.4f", Math.rint(value * 1e4) / 1e4 + 0.0).replaceFirst("\\.?0+$", "");
    }

    /** A table of texts; the first row is its head. */
    static String table(List<List<String>> rows) {
        StringBuilder table = new StringBuilder("<table>");
        for (int i = 0; i < rows.size(); i++) {
            String cell = i == 0 ? "th" : "td";
            table.append(rows.get(i).stream()
                    .map(text -> "<" + cell + ">" + escaped(text) + "</" + cell + ">")
                    .collect(Collectors.joining("", "<tr>", "</tr>")));
        }
        return table.append("</table>\n").toString();
    }

    /** A list of texts, or nothing if there are none. */
    static String list(String cssClass, List<String> texts) {
        return texts.isEmpty()
                ? ""
                : texts.stream()
                        .map(text -> "<li>" + escaped(text) + "</li>")
                        .collect(Collectors.joining("", "<ul class=\"" + cssClass + "\">", "</ul>\n"));
    }
}
