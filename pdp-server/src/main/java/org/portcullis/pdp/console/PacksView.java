package org.portcullis.pdp.console;

import static org.portcullis.pdp.console.Html.el;
import static org.portcullis.pdp.console.Html.link;
import static org.portcullis.pdp.console.Html.text;

import java.util.ArrayList;
import java.util.List;
import org.portcullis.pdp.admin.AdminAnswer;
import org.portcullis.pdp.bundle.BundleException;
import org.portcullis.pdp.bundle.BundleStore;
import org.portcullis.pdp.bundle.Rollout;
import org.portcullis.pdp.bundle.RolloutHistory;

/** The pack that decides, and those before it. */
record PacksView(Api api, BundleStore bundles) implements View {
    static final String PATH = Sheet.START + "/packs";
    private static final int SHORT = 12;

    @Override
    public AdminAnswer answer(Visit visit) {
        Fields policy = api.get(visit, "/v1/status", "").object("policy");
        Html now = el("section", el("h2", "In force"), Facts.of(policy));
        return visit.shown(Sheet.of("Packs", now, history()));
    }

    private Html history() {
        RolloutHistory history = bundles.history();
        try {
            Html table = table(ended(history.entries()));
            return history.broken()
                    .map(problem -> Html.all(List.of(alert(problem), table)))
                    .orElse(table);
        } catch (BundleException e) {
            return alert(String.join("; ", e.problems()));
        }
    }

    /** Latest first; that a change began need not be shown once it is shown how it ended. */
    private static List<Rollout> ended(List<Rollout> entries) {
        List<Rollout> ended = new ArrayList<>();
        for (int n = entries.size() - 1; n >= 0; n--) {
            if (entries.get(n).outcome() != Rollout.Outcome.BEGUN || n == entries.size() - 1) {
                ended.add(entries.get(n));
            }
        }
        return ended;
    }

    private static Html alert(String problem) {
        return el("p", problem).with("role", "alert");
    }

    private static Html table(List<Rollout> entries) {
        return new Table(
                        "What was activated and rolled back, latest first",
                        List.of("when", "change", "version", "bundle", "by", "reason", "ticket", "outcome"),
                        entries.stream().map(PacksView::row).toList())
                .orElse("No bundle was ever activated here.");
    }

    private static List<Html> row(Rollout entry) {
        return List.of(
                text(entry.at().toString()),
                link(PATH + "/" + entry.number(), entry.change().kind().toString()),
                text(entry.change().version()),
                el("code", shortened(entry.change().to())),
                text(entry.note().who()),
                text(entry.note().reason()),
                text(entry.note().ticket()),
                Table.badge(entry.outcome().toString()));
    }

    private static String shortened(String digest) {
        return digest.substring(0, Math.min(SHORT, digest.length()));
    }
}
