package org.portcullis.pdp.console;

import static org.portcullis.pdp.console.Html.el;
import static org.portcullis.pdp.console.Html.text;

import java.util.ArrayList;
import java.util.List;

/** Rows under headings; the first cell of a row is what the row is about. */
record Table(String caption, List<String> heads, List<List<Html>> rows) {
    /** Copies the lists. */
    Table {
        heads = List.copyOf(heads);
        rows = rows.stream().map(List::copyOf).toList();
    }

    /** The table, or words that there is nothing. */
    Html orElse(String nothing) {
        return rows.isEmpty() ? el("p", nothing) : html();
    }

    private Html html() {
        List<Html> columns = heads.stream()
                .<Html>map(head -> el("th", head).with("scope", "col"))
                .toList();
        return el(
                "table",
                el("caption", caption),
                el("thead", el("tr", columns)),
                el("tbody", rows.stream().map(Table::row).toList()));
    }

    private static Html row(List<Html> cells) {
        List<Html> row = new ArrayList<>();
        for (int i = 0; i < cells.size(); i++) {
            row.add(i == 0 ? el("th", cells.get(i)).with("scope", "row") : el("td", cells.get(i)));
        }
        return el("tr", row);
    }

    /** A word with a colour that says the same. */
    static Html badge(String word) {
        String mood = switch (word) {
            case "ok", "Permit", "yes", "in-force" -> "good";
            case "degraded", "NotApplicable", "Indeterminate", "nearly full" -> "odd";
            case "fail", "Deny", "Refused", "refused" -> "bad";
            default -> "plain";
        };
        return el("span", text(word)).with("class", "badge " + mood);
    }
}
