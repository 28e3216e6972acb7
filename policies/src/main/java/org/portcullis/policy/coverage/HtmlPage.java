package org.portcullis.policy.coverage;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.portcullis.policy.coverage.Item.Kind;

/** A report as one HTML page that needs nothing else: a summary, the gaps, and every file with what its lines did. */
public final class HtmlPage {
    private static final String STYLE =
            "body{font:15px/1.45 sans-serif;margin:2em auto;max-width:75em;padding:0 1em;color:#222;background:#fff}"
                    + "table{border-collapse:collapse}td,th{padding:.2em .8em;text-align:left;border-bottom:1px solid #ccc}"
                    + "pre{overflow-x:auto;line-height:1.35}.full{background:#d8f0d8}.part{background:#fdf0c4}"
                    + ".none{background:#f8d4d4}.n{color:#666}.b{color:#444;font-style:italic}";

    private HtmlPage() {}

    /** The page; {@code texts} are the policy files by name. */
    public static String of(String title, Report report, Map<String, String> texts) {
        StringBuilder page = new StringBuilder(
                        "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>")
                .append(escape(title))
                .append("</title><style>")
                .append(STYLE)
                .append("</style></head><body>\n<h1>")
                .append(escape(title))
                .append("</h1>\n<p>")
                .append(report.percent())
                .append(" % of all outcomes reached</p>\n");
        summary(page, report);
        gaps(page, report);
        report.byFile().forEach((file, items) -> source(page, file, items, texts.getOrDefault(file, "")));
        return page.append("</body></html>\n").toString();
    }

    private static void summary(StringBuilder page, Report report) {
        page.append("<table><tr><th>kind</th><th>with every outcome</th><th>of</th></tr>\n");
        for (Kind kind : Kind.values()) {
            page.append("<tr><td>")
                    .append(kind.word())
                    .append("</td><td>")
                    .append(report.complete(kind))
                    .append("</td><td>")
                    .append(report.count(kind))
                    .append("</td></tr>\n");
        }
        page.append("</table>\n");
    }

    private static void gaps(StringBuilder page, Report report) {
        if (report.gaps().isEmpty()) {
            return;
        }
        page.append("<h2>Not reached</h2>\n<table><tr><th>where</th><th>what</th><th>gap</th></tr>\n");
        for (Item gap : report.gaps()) {
            String line = gap.at().file() + ":" + gap.at().line();
            page.append("<tr><td><a href=\"#")
                    .append(escape(line))
                    .append("\">")
                    .append(escape(line))
                    .append("</a></td><td>")
                    .append(escape(gap.kind().word() + " " + gap.name()))
                    .append("</td><td>")
                    .append(gap.gap())
                    .append("</td></tr>\n");
        }
        page.append("</table>\n");
    }

    private static void source(StringBuilder page, String file, List<Item> items, String text) {
        Map<Integer, List<Item>> byLine =
                items.stream().collect(Collectors.groupingBy(item -> item.at().line()));
        page.append("<h2>").append(escape(file)).append("</h2>\n<pre>");
        int number = 0;
        for (String line : text.split("\n", -1)) {
            number++;
            List<Item> here = byLine.getOrDefault(number, List.of());
            page.append("<span id=\"")
                    .append(escape(file + ":" + number))
                    .append("\" class=\"")
                    .append(colour(here))
                    .append("\"><span class=\"n\">")
                    .append(String.format("%5d  ", number))
                    .append("</span>")
                    .append(escape(line))
                    .append("<span class=\"b\">")
                    .append(escape(here.stream().map(HtmlPage::note).collect(Collectors.joining())))
                    .append("</span></span>\n");
        }
        page.append("</pre>\n");
    }

    private static String colour(List<Item> here) {
        if (here.isEmpty()) {
            return "";
        }
        if (here.stream().allMatch(item -> item.gap().isEmpty())) {
            return "full";
        }
        return here.stream().allMatch(item -> item.reached() == 0) ? "none" : "part";
    }

    private static String note(Item item) {
        String always =
                item.alwaysMatches() ? "" : ", not matched " + item.tally().notMatched();
        return "   matched " + item.tally().matched() + always;
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
