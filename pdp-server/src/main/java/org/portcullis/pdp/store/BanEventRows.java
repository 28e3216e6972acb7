package org.portcullis.pdp.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Locale;
import org.portcullis.pdp.ban.Ban;
import org.portcullis.pdp.ban.BanEntry;
import org.portcullis.pdp.ban.BanEvent;
import org.portcullis.pdp.ban.BanNote;
import org.portcullis.pdp.ban.BanPeriod;

/** Rows of one query as events. Bans that came together share their note and period. Not thread-safe. */
final class BanEventRows {
    private BanNote note = BanNote.NONE;
    private BanPeriod period = BanPeriod.ALWAYS;

    BanEvent event(ResultSet row) throws SQLException {
        BanNote ownNote = new BanNote(
                row.getString("public_reason"),
                row.getString("private_reason"),
                row.getString("ticket"),
                row.getString("author"));
        BanPeriod ownPeriod = period(row);
        note = ownNote.equals(note) ? note : ownNote;
        period = ownPeriod.equals(period) ? period : ownPeriod;
        BanEntry entry = new BanEntry(
                row.getString("ban"), Ban.parse(row.getString("selector")), note, period, BanEntry.Origin.SITE);
        BanEvent.Kind kind = BanEvent.Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT));
        return new BanEvent(row.getLong("seq"), Instant.ofEpochMilli(row.getLong("at")), kind, entry);
    }

    private static BanPeriod period(ResultSet row) throws SQLException {
        Instant start = Instant.ofEpochMilli(row.getLong("starts_at"));
        long end = row.getLong("ends_at");
        return new BanPeriod(start, row.wasNull() ? Instant.MAX : Instant.ofEpochMilli(end));
    }
}
