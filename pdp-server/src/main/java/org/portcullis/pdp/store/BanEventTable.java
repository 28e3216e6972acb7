package org.portcullis.pdp.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.portcullis.pdp.ban.Ban;
import org.portcullis.pdp.ban.BanEntry;
import org.portcullis.pdp.ban.BanEvent;
import org.portcullis.pdp.ban.BanNote;
import org.portcullis.pdp.ban.BanPeriod;

/** The SQL of the history of bans over one connection. Not thread-safe. */
final class BanEventTable {
    private static final String NEXT = "SELECT coalesce(max(seq), 0) + 1 FROM ban_event";
    /** SQLite takes the other columns from the row that has the maximum. */
    private static final String LATEST =
            "SELECT * FROM (SELECT *, max(seq) FROM ban_event GROUP BY ban) WHERE kind <> 'lifted' ORDER BY ban";

    private static final String HISTORY = "SELECT * FROM ban_event ORDER BY seq";
    private static final String RECORD = """
            INSERT INTO ban_event (ban, at, kind, selector, public_reason, private_reason, ticket, author,
                starts_at, ends_at)
            VALUES (:ban, :at, :kind, :selector, :public, :private, :ticket, :author, :start, :end)""";

    private final Handle handle;

    BanEventTable(Handle handle) {
        this.handle = handle;
    }

    long revision() {
        return nextRevision() - 1;
    }

    long nextRevision() {
        return handle.createQuery(NEXT).mapTo(Long.class).one();
    }

    List<BanEntry> bans() {
        return handle.createQuery(LATEST)
                .map((row, context) -> event(row).entry())
                .list();
    }

    List<BanEvent> history() {
        return handle.createQuery(HISTORY).map((row, context) -> event(row)).list();
    }

    void append(BanEvent event) {
        BanEntry entry = event.entry();
        handle.createUpdate(RECORD)
                .bind("ban", Long.parseLong(entry.id()))
                .bind("at", event.at().toEpochMilli())
                .bind("kind", event.kind().toString())
                .bind("selector", entry.ban().selector())
                .bind("public", entry.note().publicReason())
                .bind("private", entry.note().privateReason())
                .bind("ticket", entry.note().ticket())
                .bind("author", entry.note().author())
                .bind("start", entry.period().start().toEpochMilli())
                .bind("end", entry.period().expiry().map(Instant::toEpochMilli))
                .execute();
    }

    private static BanEvent event(ResultSet row) throws SQLException {
        BanNote note = new BanNote(
                row.getString("public_reason"),
                row.getString("private_reason"),
                row.getString("ticket"),
                row.getString("author"));
        BanEntry entry = new BanEntry(
                row.getString("ban"), Ban.parse(row.getString("selector")), note, period(row), BanEntry.Origin.SITE);
        BanEvent.Kind kind = BanEvent.Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT));
        return new BanEvent(row.getLong("seq"), Instant.ofEpochMilli(row.getLong("at")), kind, entry);
    }

    private static BanPeriod period(ResultSet row) throws SQLException {
        Instant start = Instant.ofEpochMilli(row.getLong("starts_at"));
        Optional<Long> end = Optional.ofNullable(row.getObject("ends_at"))
                .map(Number.class::cast)
                .map(Number::longValue);
        return new BanPeriod(start, end.map(Instant::ofEpochMilli).orElse(Instant.MAX));
    }
}
