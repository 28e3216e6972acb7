package org.portcullis.pdp.console;

import static org.portcullis.pdp.console.Html.el;
import static org.portcullis.pdp.console.Html.text;

import java.util.ArrayList;
import java.util.List;
import org.portcullis.pdp.admin.AdminAnswer;

/** How the server is: everything that {@code /v1/status} tells. */
record StatusView(Api api) implements View {
    private static final String CHECKS = "checks";
    private static final String STATUS = "status";

    @Override
    public AdminAnswer answer(Visit visit) {
        Fields status = api.get(visit, "/v1/status", "");
        List<Html> content = new ArrayList<>();
        content.add(el("p", text("The server is "), Table.badge(status.text(STATUS)), text(".")));
        content.add(checks(status.object(CHECKS)));
        status.all().forEach((name, value) -> {
            if (!name.equals(CHECKS) && !name.equals(STATUS)) {
                content.add(section(status, name));
            }
        });
        return visit.shown(new Sheet("Status", content));
    }

    private static Html checks(Fields checks) {
        List<List<Html>> rows = checks.all().keySet().stream()
                .map(name -> row(name, checks.object(name)))
                .toList();
        return new Table("What must hold", List.of("check", STATUS, "detail"), rows).orElse("There are no checks.");
    }

    private static List<Html> row(String name, Fields check) {
        return List.of(text(name), Table.badge(check.text(STATUS)), text(check.text("detail")));
    }

    private static Html section(Fields status, String name) {
        List<Fields> many = status.objects(name).stream()
                .filter(one -> !one.all().isEmpty())
                .toList();
        String title = Facts.words(name);
        Html inside = many.isEmpty() ? Facts.of(status.object(name)) : table(title, many);
        return el("section", el("h2", title), inside);
    }

    private static Html table(String caption, List<Fields> many) {
        List<String> heads = List.copyOf(many.get(0).all().keySet());
        List<List<Html>> rows = many.stream()
                .map(one -> heads.stream().map(head -> text(one.text(head))).toList())
                .toList();
        return new Table(caption, heads.stream().map(Facts::words).toList(), rows).orElse("");
    }
}
