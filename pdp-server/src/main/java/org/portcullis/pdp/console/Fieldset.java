package org.portcullis.pdp.console;

import static org.portcullis.pdp.console.Html.el;
import static org.portcullis.pdp.console.Html.text;

import java.util.Arrays;
import java.util.List;

/** Fields to fill in, each with its label; what was filled in before stays. */
record Fieldset(Form before) {
    /** A line of text. */
    Html line(String name, String label, String hint) {
        return labelled(
                name,
                label,
                hint,
                el("input")
                        .with("type", "text")
                        .with("name", name)
                        .with("id", name)
                        .with("value", before.text(name)));
    }

    /** Several lines of text. */
    Html lines(String name, String label, String hint) {
        Html.Element area = el("textarea", before.text(name).replace("\r", ""));
        return labelled(
                name, label, hint, area.with("name", name).with("id", name).with("rows", "3"));
    }

    /** One of some words; the first, unless another was chosen before. */
    Html choice(String name, String label, List<String> words) {
        List<Html> options = words.stream()
                .<Html>map(word ->
                        word.equals(before.text(name)) ? el("option", word).with("selected", "") : el("option", word))
                .toList();
        return labelled(
                name, label, "", el("select", options).with("name", name).with("id", name));
    }

    private static Html labelled(String name, String label, String hint, Html.Element field) {
        Html.Element title = el("label", label).with("for", name);
        if (hint.isEmpty()) {
            return el("div", title, field);
        }
        String id = name + "-hint";
        return el(
                "div",
                title,
                el("p", text(hint)).with("id", id).with("class", "hint"),
                field.with("aria-describedby", id));
    }

    /** A form that sends these fields there. */
    static Html form(String target, String button, Html... fields) {
        return el("form", Html.all(Arrays.asList(fields)), el("button", button).with("type", "submit"))
                .with("method", "post")
                .with("action", target);
    }

    /** What goes along unseen. */
    static Html hidden(String name, String value) {
        return el("input").with("type", "hidden").with("name", name).with("value", value);
    }
}
