package org.portcullis.pdp.admin;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.portcullis.pdp.ban.Ban.BannedVo;
import org.portcullis.pdp.ban.BanEntry;
import org.portcullis.pdp.ban.BanEntry.Origin;
import org.portcullis.pdp.ban.BanEvent;
import org.portcullis.pdp.ban.BanList;
import org.portcullis.pdp.ban.BanNote;
import org.portcullis.pdp.config.PdpConfig.TwoPerson;
import org.portcullis.pdp.config.Values;
import org.portcullis.pdp.store.SqliteBanStore;

/** {@code POST /v1/bans}: a ban is in force on this server before its answer leaves. Thread-safe. */
public final class BanChangePages {
    private static final Pattern KEY = Pattern.compile("\"?[A-Za-z0-9._~:-]{1,128}\"?");
    private static final String DRY_RUN = "dry_run";

    private final BanWriting bans;
    private final BanForesight foresight;
    private final Proposals proposals;
    private final IdempotencyKeys keys = new IdempotencyKeys();

    public BanChangePages(BanWriting bans, BanForesight foresight, Proposals proposals) {
        this.bans = bans;
        this.foresight = foresight;
        this.proposals = proposals;
    }

    Map<Operation, Page> pages() {
        return Map.of(Operation.ADD_BAN, this::add);
    }

    private AdminAnswer add(Visit visit) {
        boolean dryRun = visit.asked(DRY_RUN).value(DRY_RUN, false, Values::yesOrNo);
        Optional<String> key = visit.request().header("idempotency-key");
        if (key.filter(text -> !KEY.matcher(text).matches()).isPresent()) {
            throw Visit.malformed("`Idempotency-Key` must be 1 to 128 letters, digits and . _ ~ : -");
        }
        SqliteBanStore.Draft draft = BanOrder.read(visit, BanWriting.now(visit));
        if (dryRun) {
            return AdminAnswer.json(200, foresight.of(draft, BanWriting.now(visit)));
        }
        String digest = Sha256.of(visit.request().body());
        return key.map(text -> keys.once(visit.author() + " " + text, digest, () -> order(visit, draft)))
                .orElseGet(() -> order(visit, draft));
    }

    private AdminAnswer order(Visit visit, SqliteBanStore.Draft draft) {
        Proposals.Change change = (by, author) -> record(by, signed(draft, author));
        return draft.ban() instanceof BannedVo
                ? proposals.make(
                        visit, TwoPerson.VO_BANS, new Proposals.Wish(Operation.ADD_BAN, () -> words(draft), change))
                : change.make(visit, visit.author());
    }

    private static Map<String, Object> words(SqliteBanStore.Draft draft) {
        Map<String, Object> words = new LinkedHashMap<>();
        words.put("selector", draft.ban().selector());
        words.put("reason", draft.note().publicReason());
        words.put("ticket", draft.note().ticket());
        draft.period().expiry().ifPresent(end -> words.put("end", end.toString()));
        return words;
    }

    private static SqliteBanStore.Draft signed(SqliteBanStore.Draft draft, String author) {
        BanNote note = draft.note().changedBy(author, draft.note().publicReason());
        return new SqliteBanStore.Draft(draft.ban(), note, draft.period());
    }

    /** Looks among the bans that are known, and the store among those that came after them. */
    private AdminAnswer record(Visit visit, SqliteBanStore.Draft draft) {
        SqliteBanStore store = bans.usable();
        BanList known = bans.policy().get().bans();
        same(known, draft, BanWriting.now(visit)).ifPresent(ban -> {
            throw conflict("ban " + ban.id() + " is the same: extend or lift it");
        });
        BanEvent event = store.addUnlessSame(draft, known.revision(), BanWriting.now(visit))
                .orElseThrow(() -> conflict("somebody else set the same ban just now"));
        return bans.done(visit, 201, event)
                .with("Location", "/v1/bans/" + event.entry().id());
    }

    private static ProblemException conflict(String detail) {
        return new ProblemException(Problem.CONFLICT, detail);
    }

    private static Optional<BanEntry> same(BanList known, SqliteBanStore.Draft draft, Instant now) {
        return known.find(draft.ban().key())
                .filter(entry ->
                        entry.origin() == Origin.SITE && !entry.period().isOver(now))
                .findFirst();
    }
}
