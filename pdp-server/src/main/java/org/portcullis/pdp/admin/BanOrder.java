package org.portcullis.pdp.admin;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
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
    /** As far as times are written with four digits for the year. */
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    private BanOrder() {}

    /**
     * The ban.
     *
     * @throws ProblemException if the body says none
     */
    static SqliteBanStore.Draft read(Visit visit, Instant now) {
        Visit.Asked told = visit.told(FIELDS);
        Ban ban = ban(told.value("selector", "", BanOrder::words));
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
        if (selector.isEmpty()) {
            throw Visit.malformed("`selector` is missing");
        }
        try {
            return Ban.parse(selector);
        } catch (IllegalArgumentException e) {
            throw Visit.malformed("`selector` `" + Visit.quoted(selector) + "`: " + e.getMessage());
        }
    }

    /** One line of text, whole characters all of them. */
    static String words(String text) {
        if (text.length() > LONGEST || text.codePoints().anyMatch(BanOrder::isNoText)) {
            throw new IllegalArgumentException("must be one line of " + LONGEST + " characters at most");
        }
        return text;
    }

    private static boolean isNoText(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }

    /** From now until the end that is said, if one is. */
    static BanPeriod period(Visit.Asked told, Instant now) {
        if (told.text("for").isPresent() && told.text("until").isPresent()) {
            throw Visit.malformed("`for` and `until` do not go together");
        }
        Instant end = told.text("for").isPresent()
                ? now.plus(told.value("for", Duration.ZERO, Values::duration))
                : told.value("until", Instant.MAX, BanOrder::instant);
        boolean tooLate = end.isAfter(LATEST) && !end.equals(Instant.MAX);
        if (!end.isAfter(now) || tooLate) {
            throw Visit.malformed("the end must be yet to come, and before the year 10000");
        }
        return new BanPeriod(now, end);
    }

    /** To the millisecond, as the store keeps it; so the last moment there is, which stands for no end, is none of them. */
    private static Instant instant(String text) {
        try {
            return Instant.parse(text).truncatedTo(ChronoUnit.MILLIS);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("must be a time such as 2026-11-25T03:00:00Z", e);
        }
    }
}
