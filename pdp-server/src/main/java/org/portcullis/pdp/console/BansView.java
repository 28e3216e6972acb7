package org.portcullis.pdp.console;

import static org.portcullis.pdp.console.Html.el;
import static org.portcullis.pdp.console.Html.link;
import static org.portcullis.pdp.console.Html.text;

import java.util.ArrayList;
import java.util.List;
import org.portcullis.pdp.admin.AdminAnswer;

/** The bans that this server knows; whoever may make one can begin here. */
record BansView(Api api, BanForm form) implements View {
    static final String PATH = Sheet.START + "/bans";
    static final String PREVIEW = PATH + "/preview";
    private static final String ALL = "all";

    @Override
    public AdminAnswer answer(Visit visit) {
        boolean all = visit.form().text(ALL).equals("yes");
        Fields page = api.get(visit, "/v1/bans", "limit=1000" + (all ? "&all=true" : ""));
        List<Html> content = new ArrayList<>();
        content.add(which(all));
        content.add(table(page.objects("bans")));
        if (page.text("truncated").equals("true")) {
            content.add(el("p", "There are more; `portcullis ban list` shows them all."));
        }
        if (visit.mayChange()) {
            content.add(el("section", el("h2", "Ban somebody"), form.toFillIn(visit)));
        }
        return visit.shown(new Sheet("Bans", content));
    }

    private static Html which(boolean all) {
        return all
                ? el("p", text("With those that are over. "), link(PATH, "Leave them out"))
                : el("p", text("Those that are over are left out. "), link(PATH + "?" + ALL + "=yes", "Show them too"));
    }

    private static Html table(List<Fields> bans) {
        return new Table(
                        "Bans that this server knows",
                        List.of("who", "in force", "until", "reason", "ticket", "by", "from"),
                        bans.stream().map(BansView::row).toList())
                .orElse("Nobody is banned.");
    }

    private static List<Html> row(Fields ban) {
        String end = ban.text("end");
        return List.of(
                link(PATH + "/" + ban.text("id"), ban.text("selector")),
                Table.badge(ban.text("inForce").equals("true") ? "yes" : "no"),
                text(end.isEmpty() ? "it is lifted" : end),
                text(ban.text("reason")),
                text(ban.text("ticket")),
                text(ban.text("author")),
                text(ban.text("origin")));
    }
}
