package org.portcullis.pdp.store;

import java.util.List;
import org.jdbi.v3.core.Handle;
import org.portcullis.pdp.ban.BanStoreException;

/** The tables of the ban store: made in a new file, checked in any other. Every change of a ban is one row, for ever. */
final class BanSchema {
    private static final int VERSION = 1;

    private static final List<String> TABLES = List.of(
            """
            CREATE TABLE ban_event (
                seq            INTEGER PRIMARY KEY AUTOINCREMENT,
                ban            INTEGER NOT NULL, -- seq of the row that added it
                at             INTEGER NOT NULL, -- milliseconds since 1970, as all times
                kind           TEXT    NOT NULL CHECK (kind IN ('added', 'extended', 'lifted')),
                selector       TEXT    NOT NULL,
                public_reason  TEXT    NOT NULL,
                private_reason TEXT    NOT NULL,
                ticket         TEXT    NOT NULL,
                author         TEXT    NOT NULL,
                starts_at      INTEGER NOT NULL,
                ends_at        INTEGER -- null if it has no end
            ) STRICT""",
            "CREATE INDEX ban_event_by_ban ON ban_event (ban)",
            """
            CREATE TABLE good_ban_file (
                only INTEGER PRIMARY KEY CHECK (only = 1),
                at   INTEGER NOT NULL,
                text TEXT    NOT NULL
            ) STRICT""",
            trigger("changed", "UPDATE"),
            trigger("deleted", "DELETE"));

    private BanSchema() {}

    /** Makes the tables if the file is empty; called inside a transaction that may write. */
    static void make(Handle handle) {
        if (number(handle, "SELECT count(*) FROM sqlite_master") == 0) {
            TABLES.forEach(handle::execute);
            handle.execute("PRAGMA user_version = " + VERSION);
        }
    }

    static void require(Handle handle, String file) {
        if (number(handle, "PRAGMA user_version") != VERSION
                || number(handle, "SELECT count(*) FROM sqlite_master WHERE name = 'ban_event'") != 1) {
            throw new BanStoreException(
                    "the ban store `" + file + "` holds no bans of this release: restore it, or name another file");
        }
    }

    private static String trigger(String what, String event) {
        return "CREATE TRIGGER ban_event_is_never_" + what + " BEFORE " + event + " ON ban_event "
                + "BEGIN SELECT RAISE(ABORT, 'the history of bans is append-only'); END";
    }

    private static int number(Handle handle, String sql) {
        return handle.createQuery(sql).mapTo(Integer.class).one();
    }
}
