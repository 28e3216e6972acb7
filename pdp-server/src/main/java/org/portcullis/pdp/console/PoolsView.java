package org.portcullis.pdp.console;

import static org.portcullis.pdp.console.Html.el;
import static org.portcullis.pdp.console.Html.text;

import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.portcullis.pdp.admin.AdminAnswer;
import org.portcullis.pdp.mapping.PoolUse;

/** How full every pool is. */
record PoolsView(Function<Instant, List<PoolUse>> pools) implements View {
    @Override
    public AdminAnswer answer(Visit visit) {
        List<List<Html>> rows =
                pools.apply(visit.at()).stream().map(PoolsView::row).toList();
        Table table = new Table(
                "Accounts in use, and in quarantine",
                List.of("pool", "accounts", "free", "in use", "fill", "state"),
                rows);
        return visit.shown(Sheet.of("Pools", table.orElse("The account map names no pool.")));
    }

    private static List<Html> row(PoolUse use) {
        int percent = use.accounts() == 0 ? 100 : (use.accounts() - use.free()) * 100 / use.accounts();
        return List.of(
                el("code", use.pool().prefix()),
                text(String.valueOf(use.accounts())),
                text(String.valueOf(use.free())),
                text(percent + " %"),
                Plot.bar(percent, use.isNearlyFull()),
                Table.badge(use.isNearlyFull() ? "nearly full" : "ok"));
    }
}
