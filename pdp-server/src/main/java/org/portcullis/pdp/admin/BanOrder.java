package org.portcullis.pdp.admin;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.portcullis.pdp.ban.Ban;
import org.portcullis.pdp.ban.BanNote;
import org.portcullis.pdp.ban.BanPeriod;
import org.portcullis.pdp.config.Values;
import org.portcullis.pdp.store.SqliteBanStore;

/** A ban that somebody wants, as the body of a request says it; who he is, it does not say. */
final class BanOrder {
    private static final Set<String> FIELDS = Set.of("selector", "reason", "privateReason", "ticket", "for", "until");
    private static final int LONGEST = 1000;

    private BanOrder() {}

    /**
     * The ban.
     *
     * @throws ProblemException if the body says none
     */
    static SqliteBanStore.Draft read(Visit visit, Instant now) {
        Visit.Asked told = visit.told(FIELDS);
        Ban ban = told.text("selector").map(BanOrder::ban).orElseThrow(() -> Visit.malformed("`selector` is missing"));
        String reason = told.value("reason", "", BanOrder::words);
        if (reason.isBlank()) {
            throw Visit.malformed("`reason` is missing");
        }
        BanNote note = new BanNote(
                reason,
                told.value("privateReason", "", BanOrder::words),
                told.value("ticket", "", BanOrder::words),
                visit.author());
        return new SqliteBanStore.Draft(ban, note, period(told, now));
    }

    private static Ban ban(String selector) {
        try {
            return Ban.parse(selector);
        } catch (IllegalArgumentException e) {
            throw Visit.malformed("`selector` `" + Visit.quoted(selector) + "`: " + e.getMessage());
        }
    }

    /** One line of text. */
    static String words(String text) {
        if (text.length() > LONGEST || text.codePoints().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("must be one line of " + LONGEST + " characters at most");
        }
        return text;
    }

    private static BanPeriod period(Visit.Asked told, Instant now) {
        if (told.text("for").isPresent() && told.text("until").isPresent()) {
            throw Visit.malformed("`for` and `until` do not go together");
        }
        Duration length = told.value("for", Duration.ZERO, Values::duration);
        Instant end = told.value("until", length.isZero() ? Instant.MAX : now.plus(length), BanOrder::instant);
        if (!end.isAfter(now)) {
            throw Visit.malformed("`until` is over");
        }
        return new BanPeriod(now, end);
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("must be a time such as 2026-11-25T03:00:00Z", e);
        }
    }
}
