package org.portcullis.pdp.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.portcullis.pdp.ban.BanEntry;
import org.portcullis.pdp.ban.BanEvent;
import org.portcullis.pdp.ban.BanStore;

/** The SQL of the history of bans over one connection. Not thread-safe. */
final class BanEventTable {
    private static final String NEXT = "SELECT coalesce(max(seq), 0) + 1 FROM ban_event";
    /** SQLite takes the other columns from the row that has the maximum. */
    private static final String LATEST =
            "SELECT * FROM (SELECT *, max(seq) FROM ban_event GROUP BY ban) WHERE kind <> 'lifted' ORDER BY ban";

    private static final String LATEST_OF_ONE = "SELECT * FROM ban_event WHERE ban = :ban ORDER BY seq DESC LIMIT 1";
    private static final String LAST = "SELECT seq, at FROM ban_event ORDER BY seq DESC LIMIT 1";
    private static final String SINCE = "SELECT * FROM ban_event WHERE seq >= :from ORDER BY seq";
    private static final String RECORD = """
            INSERT INTO ban_event (ban, at, kind, selector, public_reason, private_reason, ticket, author,
                starts_at, ends_at)
            VALUES (:ban, :at, :kind, :selector, :public, :private, :ticket, :author, :start, :end)""";

    private final Handle handle;

    BanEventTable(Handle handle) {
        this.handle = handle;
    }

    BanStore.Mark last() {
        return handle.createQuery(LAST)
                .map((row, context) -> new BanStore.Mark(row.getLong("seq"), Instant.ofEpochMilli(row.getLong("at"))))
                .findOne()
                .orElse(BanStore.Mark.NONE);
    }

    long nextRevision() {
        return handle.createQuery(NEXT).mapTo(Long.class).one();
    }

    List<BanEntry> bans() {
        BanEventRows rows = new BanEventRows();
        return handle.createQuery(LATEST)
                .map((row, context) -> rows.event(row).entry())
                .list();
    }

    /** The ban with this number, unless it was lifted or never was. */
    Optional<BanEntry> find(String id) {
        BanEventRows rows = new BanEventRows();
        return handle.createQuery(LATEST_OF_ONE)
                .bind("ban", id)
                .map((row, context) -> rows.event(row))
                .findOne()
                .filter(event -> event.kind() != BanEvent.Kind.LIFTED)
                .map(BanEvent::entry);
    }

    List<BanEvent> since(long revision) {
        BanEventRows rows = new BanEventRows();
        return handle.createQuery(SINCE)
                .bind("from", revision)
                .map((row, context) -> rows.event(row))
                .list();
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
}
