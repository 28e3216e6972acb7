package org.portcullis.pdp.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.portcullis.pdp.console.Html.all;
import static org.portcullis.pdp.console.Html.el;
import static org.portcullis.pdp.console.Html.link;
import static org.portcullis.pdp.console.Html.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.portcullis.pdp.admin.AdminAnswer;

/** A whole page: its title, the heading that says the same, and what stands below it. */
record Sheet(String title, List<Html> content) {
    static final String START = "/console";
    static final String MEDIA_TYPE = "text/html; charset=utf-8";

    /** No script, nothing from elsewhere, in nobody's frame. */
    private static final String POLICY = "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; "
            + "frame-ancestors 'none'; base-uri 'none'";

    private static final List<Place> PLACES = List.of(
            new Place(START, "Status"),
            new Place(START + "/decisions", "Decisions"),
            new Place(START + "/try", "Try it"),
            new Place(START + "/bans", "Bans"),
            new Place(START + "/pools", "Pools"),
            new Place(START + "/load", "Load"),
            new Place(START + "/packs", "Packs"));

    /** One of the places that every page leads to. */
    private record Place(String path, String name) {
        Html link(String here) {
            Html.Element link = Html.link(path, name);
            return el("li", isAt(here) ? link.with("aria-current", "page") : link);
        }

        private boolean isAt(String here) {
            return here.equals(path) || (!path.equals(START) && here.startsWith(path + "/"));
        }
    }

    /** Copies the list. */
    Sheet {
        content = List.copyOf(content);
    }

    static Sheet of(String title, Html... content) {
        return new Sheet(title, List.of(content));
    }

    /** As the answer to somebody at that path; {@code signature} says who is signed in, or nothing. */
    AdminAnswer answer(int status, String path, String signature) {
        StringBuilder page = new StringBuilder("<!DOCTYPE html>\n");
        el("html", head(), body(path, signature)).with("lang", "en").appendTo(page);
        return protectedBy(new AdminAnswer(
                status, MEDIA_TYPE, Map.of(), page.append('\n').toString().getBytes(UTF_8)));
    }

    /** The answer, with what tells a browser to keep it to itself. */
    static AdminAnswer protectedBy(AdminAnswer answer) {
        return answer.with("Content-Security-Policy", POLICY)
                .with("Referrer-Policy", "no-referrer")
                .with("X-Frame-Options", "DENY")
                .with("Cross-Origin-Opener-Policy", "same-origin")
                .with("Cross-Origin-Resource-Policy", "same-origin");
    }

    private Html head() {
        return el(
                "head",
                el("meta").with("charset", "utf-8"),
                el("meta").with("name", "viewport").with("content", "width=device-width, initial-scale=1"),
                el("title", title + " · Portcullis"),
                el("link").with("rel", "stylesheet").with("href", START + "/style.css"));
    }

    private Html body(String path, String signature) {
        List<Html> main = new ArrayList<>();
        main.add(el("h1", title));
        main.addAll(content);
        return el(
                "body",
                link("#content", "Skip to the content").with("class", "skip"),
                el("header", el("p", "Portcullis").with("class", "name"), places(path)),
                el("main", all(main)).with("id", "content"),
                el("footer", el("p", text(signature))));
    }

    private static Html places(String here) {
        return el("nav", el("ul", PLACES.stream().map(place -> place.link(here)).toList()))
                .with("aria-label", "Pages");
    }
}
