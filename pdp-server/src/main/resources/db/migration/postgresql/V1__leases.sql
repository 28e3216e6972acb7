-- Names may be longer than an index row: what is only compared for equality has hash indexes, which hold any length.
CREATE TABLE lease (
    pool          text   NOT NULL,
    dn            text   NOT NULL,
    primary_group text   NOT NULL,
    account       text   NOT NULL PRIMARY KEY,
    granted_at    bigint NOT NULL, -- milliseconds since 1970
    last_used_at  bigint NOT NULL, -- milliseconds since 1970
    CONSTRAINT lease_one_per_key EXCLUDE USING hash ((pool || chr(10) || primary_group || chr(10) || dn) WITH =)
);

CREATE INDEX lease_by_dn ON lease USING hash (dn);
CREATE INDEX lease_by_pool ON lease (pool);
CREATE INDEX lease_by_use ON lease (last_used_at);

CREATE TABLE lease_event (
    seq           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at            bigint NOT NULL, -- milliseconds since 1970
    kind          text   NOT NULL,
    pool          text   NOT NULL,
    dn            text   NOT NULL,
    primary_group text   NOT NULL,
    account       text   NOT NULL,
    author        text   NOT NULL,
    reason        text   NOT NULL
);

CREATE INDEX lease_event_by_account ON lease_event (account, seq);
CREATE INDEX lease_event_by_dn ON lease_event USING hash (dn);

CREATE FUNCTION refuse_change_of_lease_event() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the history of leases is append-only';
END
$$;

CREATE TRIGGER lease_event_is_never_changed BEFORE UPDATE OR DELETE OR TRUNCATE ON lease_event
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_lease_event();

-- Accounts that nobody but their last holder may have before their time is up.
CREATE TABLE quarantine (
    account       text   NOT NULL PRIMARY KEY,
    pool          text   NOT NULL,
    dn            text   NOT NULL,
    primary_group text   NOT NULL,
    until         bigint NOT NULL -- milliseconds since 1970
);

CREATE INDEX quarantine_by_pool ON quarantine (pool);

-- Leases that stay, but that nobody is let in with.
CREATE TABLE frozen (
    account       text   NOT NULL PRIMARY KEY
);

-- The one row that writers lock, one after the other.
CREATE TABLE lease_turn (
    turn          integer NOT NULL PRIMARY KEY CHECK (turn = 1)
);

INSERT INTO lease_turn VALUES (1);
