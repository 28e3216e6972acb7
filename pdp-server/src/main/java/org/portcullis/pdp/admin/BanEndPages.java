package org.portcullis.pdp.admin;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import org.portcullis.pdp.ban.BanEntry;
import org.portcullis.pdp.ban.BanEntry.Origin;
import org.portcullis.pdp.ban.BanEvent;
import org.portcullis.pdp.ban.BanPeriod;
import org.portcullis.pdp.ban.NoSuchBanException;
import org.portcullis.pdp.config.PdpConfig.TwoPerson;
import org.portcullis.pdp.config.Values;

/** When a ban of the store ends: now, or at another time than it was to. Thread-safe. */
public record BanEndPages(BanWriting bans, Proposals proposals) {
    private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,17}");
    private static final String DRY_RUN = "dry_run";
    private static final String REASON = "reason";

    /** Another end: which operation gives it, as what it is recorded, and the ban as an author leaves it. */
    private record End(Operation operation, BanEvent.Kind kind, BiFunction<BanEntry, String, BanEntry> next) {}

    Map<Operation, Page> pages() {
        return Map.of(Operation.LIFT_BAN, this::lift, Operation.EXTEND_BAN, this::extend);
    }

    private AdminAnswer lift(Visit visit) {
        Visit.Asked asked = visit.asked(DRY_RUN, REASON);
        boolean dryRun = asked.value(DRY_RUN, false, Values::yesOrNo);
        String reason = asked.value(REASON, "", BanOrder::words);
        if (reason.isBlank()) {
            throw Visit.malformed("`reason` is missing");
        }
        return change(
                visit,
                dryRun,
                new End(
                        Operation.LIFT_BAN,
                        BanEvent.Kind.LIFTED,
                        (ban, author) -> new BanEntry(
                                ban.id(),
                                ban.ban(),
                                ban.note().changedBy(author, reason),
                                ban.period(),
                                ban.origin())));
    }

    private AdminAnswer extend(Visit visit) {
        boolean dryRun = visit.asked(DRY_RUN).value(DRY_RUN, false, Values::yesOrNo);
        Instant now = BanWriting.now(visit);
        Visit.Asked told = visit.told(Set.of("for", "until"));
        if (told.values().isEmpty()) {
            throw Visit.malformed("`for` or `until` is missing");
        }
        Instant end = BanOrder.period(told, now).end();
        return change(
                visit,
                dryRun,
                new End(Operation.EXTEND_BAN, BanEvent.Kind.EXTENDED, (ban, author) -> ending(ban, author, end)));
    }

    private static BanEntry ending(BanEntry ban, String author, Instant end) {
        if (!end.isAfter(ban.period().start())) {
            throw Visit.malformed("a ban ends after it starts");
        }
        return new BanEntry(
                ban.id(),
                ban.ban(),
                ban.note().changedBy(author, ban.note().publicReason()),
                new BanPeriod(ban.period().start(), end),
                ban.origin());
    }

    private AdminAnswer change(Visit visit, boolean dryRun, End end) {
        demandOfStore(visit.id());
        try {
            BanEntry ban = bans.usable().find(visit.id());
            EntityTag.demand(visit, BanView.tag(ban));
            BanEntry next = end.next().apply(ban, visit.author());
            return dryRun ? rehearsed(visit, end, ban, next) : ordered(visit, end, ban, next);
        } catch (NoSuchBanException e) {
            throw noSuchBan();
        }
    }

    private static void demandOfStore(String id) {
        if (id.startsWith(Origin.FILE + ":")) {
            throw new ProblemException(Problem.CONFLICT, "this ban stands in the ban file: change its line");
        }
        if (!NUMBER.matcher(id).matches()) {
            throw noSuchBan();
        }
    }

    private static ProblemException noSuchBan() {
        return new ProblemException(Problem.NOT_FOUND, "no such ban, or it was lifted");
    }

    /** A lifted ban has no looks of its own. */
    private static AdminAnswer rehearsed(Visit visit, End end, BanEntry ban, BanEntry next) {
        BanEntry shown = end.kind() == BanEvent.Kind.LIFTED ? ban : next;
        Map<String, Object> page = new LinkedHashMap<>(new BanView(visit).fields(shown));
        page.put("dryRun", true);
        return AdminAnswer.json(200, page).with("ETag", BanView.tag(ban));
    }

    private AdminAnswer ordered(Visit visit, End end, BanEntry ban, BanEntry next) {
        Proposals.Change change = (by, author) -> made(by, end, ban, author);
        boolean widens = end.kind() == BanEvent.Kind.LIFTED
                || next.period().end().isBefore(ban.period().end());
        return widens
                ? proposals.make(
                        visit, TwoPerson.LIFTS, new Proposals.Wish(end.operation(), () -> words(end, next), change))
                : change.make(visit, visit.author());
    }

    private static Map<String, Object> words(End end, BanEntry next) {
        Map<String, Object> words = new LinkedHashMap<>();
        words.put("id", next.id());
        words.put("selector", next.ban().selector());
        words.put("kind", end.kind().toString());
        words.put(REASON, next.note().publicReason());
        next.period().expiry().ifPresent(until -> words.put("end", until.toString()));
        return words;
    }

    /** Only what was seen is changed, whether it was seen now or by whoever proposed it. */
    private AdminAnswer made(Visit visit, End end, BanEntry seen, String author) {
        String tag = BanView.tag(seen);
        try {
            BanEvent event = bans.usable()
                    .change(
                            seen.id(),
                            end.kind(),
                            ban -> {
                                if (!BanView.tag(ban).equals(tag)) {
                                    throw EntityTag.changed();
                                }
                                return end.next().apply(ban, author);
                            },
                            BanWriting.now(visit));
            return bans.done(visit, 200, event);
        } catch (NoSuchBanException e) {
            throw noSuchBan();
        }
    }
}
