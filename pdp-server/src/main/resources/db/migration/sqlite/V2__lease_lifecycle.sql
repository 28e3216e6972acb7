-- Accounts that nobody but their last holder may have before their time is up.
CREATE TABLE quarantine (
    account       TEXT    NOT NULL PRIMARY KEY,
    pool          TEXT    NOT NULL,
    dn            TEXT    NOT NULL,
    primary_group TEXT    NOT NULL,
    until         INTEGER NOT NULL -- milliseconds since 1970
) STRICT;

CREATE INDEX quarantine_by_pool ON quarantine (pool);

-- Leases that stay, but that nobody is let in with.
CREATE TABLE frozen (
    account       TEXT    NOT NULL PRIMARY KEY
) STRICT;

ALTER TABLE lease_event ADD COLUMN author TEXT NOT NULL DEFAULT '';
ALTER TABLE lease_event ADD COLUMN reason TEXT NOT NULL DEFAULT '';

CREATE INDEX lease_event_by_account ON lease_event (account, seq);
CREATE INDEX lease_event_by_dn ON lease_event (dn, seq);
CREATE INDEX lease_by_pool ON lease (pool);
CREATE INDEX lease_by_use ON lease (last_used_at);
