package org.portcullis.pdp.console;

import static org.portcullis.pdp.console.Html.el;
import static org.portcullis.pdp.console.Html.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Whatever an object of the API has in it, as names and values, in its order. */
final class Facts {
    private static final Pattern FIELD = Pattern.compile("[a-z]+(?:[A-Z][a-z]+)*");

    private Facts() {}

    static Html of(Fields fields) {
        return of(fields.all());
    }

    static Html of(Map<String, ?> fields) {
        List<Html> rows = new ArrayList<>();
        fields.forEach((name, value) -> {
            rows.add(el("dt", words(name)));
            rows.add(el("dd", value(value)));
        });
        return rows.isEmpty() ? text("none") : el("dl", rows);
    }

    private static Html value(Object value) {
        if (value instanceof Map<?, ?> map) {
            return of(Fields.of(map));
        }
        if (value instanceof List<?> list) {
            return list.isEmpty()
                    ? text("none")
                    : el("ul", list.stream().map(one -> el("li", value(one))).toList());
        }
        String text = String.valueOf(value);
        return text.isEmpty() ? el("span", "–").with("class", "nothing") : text(text);
    }

    /** {@code ageMillis} is age millis; what is no name of a field, but of a host for example, stays. */
    static String words(String name) {
        return FIELD.matcher(name).matches() ? name.replaceAll("([A-Z])", " $1").toLowerCase(Locale.ROOT) : name;
    }
}
