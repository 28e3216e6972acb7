CREATE TABLE lease (
    pool          TEXT    NOT NULL,
    dn            TEXT    NOT NULL,
    primary_group TEXT    NOT NULL,
    account       TEXT    NOT NULL UNIQUE,
    granted_at    INTEGER NOT NULL, -- milliseconds since 1970
    last_used_at  INTEGER NOT NULL, -- milliseconds since 1970
    UNIQUE (pool, dn, primary_group)
) STRICT;

CREATE TABLE lease_event (
    seq           INTEGER PRIMARY KEY AUTOINCREMENT,
    at            INTEGER NOT NULL, -- milliseconds since 1970
    kind          TEXT    NOT NULL,
    pool          TEXT    NOT NULL,
    dn            TEXT    NOT NULL,
    primary_group TEXT    NOT NULL,
    account       TEXT    NOT NULL
) STRICT;

CREATE TRIGGER lease_event_is_never_changed BEFORE UPDATE ON lease_event
BEGIN
    SELECT RAISE(ABORT, 'the history of leases is append-only');
END;

CREATE TRIGGER lease_event_is_never_deleted BEFORE DELETE ON lease_event
BEGIN
    SELECT RAISE(ABORT, 'the history of leases is append-only');
END;
