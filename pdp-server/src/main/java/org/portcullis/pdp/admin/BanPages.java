package org.portcullis.pdp.admin;

import java.util.Map;
import java.util.stream.Stream;
import org.portcullis.pdp.ban.BanEntry;
import org.portcullis.pdp.config.Values;
import org.portcullis.pdp.decide.CurrentPolicy;

/** {@code /v1/bans} for those who look: the bans that this server knows now, of store and file. */
public record BanPages(CurrentPolicy policy) {
    private static final String ALL = "all";

    Map<Operation, Page> pages() {
        return Map.of(Operation.LIST_BANS, this::list, Operation.SHOW_BAN, this::show);
    }

    private AdminAnswer list(Visit visit) {
        Visit.Asked asked = visit.asked(ALL, Cut.LIMIT, Cut.CURSOR);
        boolean all = asked.value(ALL, false, Values::yesOrNo);
        Cut cut = Cut.of(asked);
        BanView view = new BanView(visit);
        Stream<BanEntry> shown = policy.get().bans().entries().stream()
                .filter(ban -> all || !ban.period().isOver(view.now()));
        return AdminAnswer.json(200, cut.of("bans", shown, BanView::place, view::fields));
    }

    private AdminAnswer show(Visit visit) {
        visit.asked();
        BanEntry ban = policy.get().bans().entries().stream()
                .filter(known -> known.id().equals(visit.id()))
                .findFirst()
                .orElseThrow(() -> new ProblemException(Problem.NOT_FOUND, "no such ban, or it was lifted"));
        return AdminAnswer.json(200, new BanView(visit).fields(ban)).with("ETag", BanView.tag(ban));
    }
}
