package org.portcullis.pdp.admin;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.portcullis.pdp.ban.Ban;
import org.portcullis.pdp.ban.BanEntry;
import org.portcullis.pdp.ban.BanEntry.Origin;
import org.portcullis.pdp.ban.BanEvent;
import org.portcullis.pdp.ban.NoSuchBanException;
import org.portcullis.pdp.config.Values;
import org.portcullis.pdp.decide.CurrentPolicy;
import org.portcullis.pdp.decide.Reloader;
import org.portcullis.pdp.store.SqliteBanStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code /v1/bans} for those who change: a ban is in force on this server before its answer leaves. Thread-safe. */
public final class BanChangePages {
    private static final Logger LOG = LoggerFactory.getLogger(BanChangePages.class);
    private static final Pattern KEY = Pattern.compile("\"?[A-Za-z0-9._~:-]{1,128}\"?");
    private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,17}");
    private static final String DRY_RUN = "dry_run";
    private static final String REASON = "reason";

    private final SqliteBanStore store;
    private final CurrentPolicy policy;
    private final Reloader reloader;
    private final BanForesight foresight;
    private final IdempotencyKeys keys = new IdempotencyKeys();

    /** Changes the store, which the reloader follows. */
    public BanChangePages(SqliteBanStore store, CurrentPolicy policy, Reloader reloader, BanForesight foresight) {
        this.store = store;
        this.policy = policy;
        this.reloader = reloader;
        this.foresight = foresight;
    }

    Map<Operation, Page> pages() {
        return Map.of(Operation.ADD_BAN, this::add, Operation.LIFT_BAN, this::lift);
    }

    private AdminAnswer add(Visit visit) {
        boolean dryRun = visit.asked(DRY_RUN).value(DRY_RUN, false, Values::yesOrNo);
        Optional<String> key = visit.request().header("idempotency-key");
        if (key.filter(text -> !KEY.matcher(text).matches()).isPresent()) {
            throw Visit.malformed("`Idempotency-Key` must be 1 to 128 letters, digits and . _ ~ : -");
        }
        SqliteBanStore.Draft draft = BanOrder.read(visit, now(visit));
        if (dryRun) {
            return AdminAnswer.json(200, foresight.of(draft, now(visit)));
        }
        String digest = Sha256.of(visit.request().body());
        return key.map(text -> keys.once(visit.author() + " " + text, digest, () -> record(visit, draft)))
                .orElseGet(() -> record(visit, draft));
    }

    private AdminAnswer record(Visit visit, SqliteBanStore.Draft draft) {
        requireStore();
        same(draft.ban(), now(visit)).ifPresent(ban -> {
            throw new ProblemException(Problem.CONFLICT, "ban " + ban.id() + " is the same: extend or lift it");
        });
        BanEvent event = store.add(List.of(draft), now(visit)).get(0);
        return done(visit, 201, event)
                .with("Location", "/v1/bans/" + event.entry().id());
    }

    /** Whoever writes to a store that was lost or replaced makes an empty one and takes it for the whole. */
    private void requireStore() {
        reloader.followBans();
        if (!reloader.banProblems().isEmpty()) {
            throw new ProblemException(Problem.UNAVAILABLE, "the ban store cannot be used now, see /v1/status");
        }
    }

    private Optional<BanEntry> same(Ban ban, Instant now) {
        return policy.get()
                .bans()
                .find(ban.key())
                .filter(entry ->
                        entry.origin() == Origin.SITE && !entry.period().isOver(now))
                .findFirst();
    }

    private AdminAnswer lift(Visit visit) {
        Visit.Asked asked = visit.asked(DRY_RUN, REASON);
        boolean dryRun = asked.value(DRY_RUN, false, Values::yesOrNo);
        String reason = asked.value(REASON, "", BanOrder::words);
        if (reason.isBlank()) {
            throw Visit.malformed("`reason` is missing");
        }
        if (visit.id().startsWith(Origin.FILE + ":")) {
            throw new ProblemException(Problem.CONFLICT, "this ban stands in the ban file: take its line out");
        }
        if (!NUMBER.matcher(visit.id()).matches()) {
            throw noSuchBan();
        }
        requireStore();
        try {
            return dryRun ? rehearse(visit) : end(visit, reason);
        } catch (NoSuchBanException e) {
            throw noSuchBan();
        }
    }

    private static ProblemException noSuchBan() {
        return new ProblemException(Problem.NOT_FOUND, "no such ban, or it was lifted");
    }

    private AdminAnswer rehearse(Visit visit) {
        BanEntry ban = unchanged(visit, store.find(visit.id()));
        Map<String, Object> page = new LinkedHashMap<>(new BanView(visit).fields(ban));
        page.put("dryRun", true);
        return AdminAnswer.json(200, page).with("ETag", BanView.tag(ban));
    }

    private AdminAnswer end(Visit visit, String reason) {
        UnaryOperator<BanEntry> lifted = ban -> new BanEntry(
                ban.id(), ban.ban(), ban.note().changedBy(visit.author(), reason), ban.period(), ban.origin());
        BanEvent event =
                store.change(visit.id(), BanEvent.Kind.LIFTED, ban -> lifted.apply(unchanged(visit, ban)), now(visit));
        return done(visit, 200, event);
    }

    /** The ban, if it still is what the caller has seen. */
    private static BanEntry unchanged(Visit visit, BanEntry ban) {
        boolean other = visit.request()
                .header("if-match")
                .filter(tag -> !tag.equals("*") && !tag.equals(BanView.tag(ban)))
                .isPresent();
        if (other) {
            throw new ProblemException(Problem.CHANGED_MEANWHILE, "look at it again");
        }
        return ban;
    }

    /** Takes the change at once, and tells what was done and whether it counts here already. */
    private AdminAnswer done(Visit visit, int status, BanEvent event) {
        reloader.followBans();
        LOG.info(
                "ban {} id={} callId={}",
                event.kind(),
                event.entry().id(),
                visit.request().context().callId());
        Map<String, Object> page = new LinkedHashMap<>(new BanView(visit).fields(event.entry()));
        page.put("kind", event.kind().toString());
        page.put("epoch", event.revision());
        page.put("taken", policy.get().banEpoch() >= event.revision());
        return AdminAnswer.json(status, page).with("ETag", BanView.tag(event.entry()));
    }

    /** The store keeps milliseconds. */
    private static Instant now(Visit visit) {
        return visit.request().context().receivedAt().truncatedTo(ChronoUnit.MILLIS);
    }
}
