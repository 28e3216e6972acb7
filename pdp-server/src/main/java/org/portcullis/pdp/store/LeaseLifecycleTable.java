package org.portcullis.pdp.store;

import static org.portcullis.pdp.store.LeaseRows.bound;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.portcullis.pdp.mapping.HeldLease;
import org.portcullis.pdp.mapping.Lease;
import org.portcullis.pdp.mapping.LeaseEvent.Kind;
import org.portcullis.pdp.mapping.LeaseTerms;
import org.portcullis.pdp.mapping.NoSuchLeaseException;
import org.portcullis.pdp.mapping.Pool;

/** The SQL of ending, freezing and thawing leases over one connection, inside a transaction. Not thread-safe. */
final class LeaseLifecycleTable {
    private static final String HELD = """
            SELECT pool, dn, primary_group, account, granted_at, last_used_at,
                   account IN (SELECT account FROM frozen) AS is_frozen
            FROM lease""";
    private static final String INTO_QUARANTINE = """
            INSERT INTO quarantine (account, pool, dn, primary_group, until)
            VALUES (:account, :pool, :dn, :group, :until)
            ON CONFLICT (account) DO UPDATE SET pool = excluded.pool, dn = excluded.dn,
                primary_group = excluded.primary_group, until = excluded.until""";
    private static final String UNUSED =
            HELD + " WHERE last_used_at < :since AND account NOT IN (SELECT account FROM frozen)";

    private final Handle handle;
    private final LeaseTerms terms;
    private final LeaseArbiter arbiter;
    private final LeaseHistoryTable history;

    LeaseLifecycleTable(Handle handle, LeaseTerms terms, LeaseArbiter arbiter) {
        this.handle = handle;
        this.terms = terms;
        this.arbiter = arbiter;
        history = new LeaseHistoryTable(handle);
    }

    List<HeldLease> held() {
        return handle.createQuery(HELD + " ORDER BY account")
                .map((row, context) -> new HeldLease(
                        LeaseRows.lease(row),
                        Instant.ofEpochMilli(row.getLong("last_used_at")),
                        row.getBoolean("is_frozen")))
                .list();
    }

    /** The accounts of a pool that are kept from others at that moment. */
    List<String> quarantined(Pool pool, Instant at) {
        return handle.createQuery("SELECT account FROM quarantine WHERE pool = :pool AND until > :at ORDER BY account")
                .bind("pool", pool.prefix())
                .bind("at", at.toEpochMilli())
                .mapTo(String.class)
                .list();
    }

    /**
     * Ends the lease of this account.
     *
     * @throws NoSuchLeaseException if nobody holds it, or it is frozen
     */
    Lease release(Change change) {
        HeldLease held = require(change.account());
        if (held.frozen()) {
            throw new NoSuchLeaseException("account `" + change.account() + "` is frozen: thaw it first");
        }
        giveUp(Kind.RELEASED, held.lease(), change);
        return held.lease();
    }

    /**
     * Freezes or thaws the lease of this account.
     *
     * @throws NoSuchLeaseException if nobody holds it, or that was done already
     */
    Lease freeze(Change change, boolean freeze) {
        HeldLease held = require(change.account());
        if (held.frozen() == freeze) {
            throw new NoSuchLeaseException(
                    "account `" + change.account() + "` is " + (freeze ? "frozen already" : "not frozen"));
        }
        String sql = freeze ? "INSERT INTO frozen VALUES (:account)" : "DELETE FROM frozen WHERE account = :account";
        handle.createUpdate(sql).bind("account", change.account()).execute();
        history.append(freeze ? Kind.FROZEN : Kind.THAWED, held.lease(), change.at(), change.author(), change.reason());
        return held.lease();
    }

    /** Who does what to which account, when and why. */
    record Change(String account, Instant at, String author, String reason) {}

    /** The leases that nobody used since then, frozen ones aside. */
    List<Lease> unusedSince(Instant then) {
        return handle.createQuery(UNUSED)
                .bind("since", then.toEpochMilli())
                .map((row, context) -> LeaseRows.lease(row))
                .list();
    }

    /** Ends those of these leases that were still not used since then, and returns them. */
    List<Lease> expire(Instant then, Instant at) {
        List<Lease> unused = unusedSince(then);
        unused.forEach(lease -> giveUp(Kind.EXPIRED, lease, new Change(lease.account(), at, "", "")));
        return unused;
    }

    private void giveUp(Kind kind, Lease lease, Change change) {
        end(kind, lease, change);
        arbiter.giveUp(lease, change.at().plus(terms.quarantine()));
    }

    /** Ends a lease in the tables. */
    void end(Kind kind, Lease lease, Change change) {
        handle.createUpdate("DELETE FROM lease WHERE account = :account")
                .bind("account", lease.account())
                .execute();
        bound(handle.createUpdate(INTO_QUARANTINE), lease.key())
                .bind("account", lease.account())
                .bind("until", change.at().plus(terms.quarantine()).toEpochMilli())
                .execute();
        history.append(kind, lease, change.at(), change.author(), change.reason());
    }

    private HeldLease require(String account) {
        Optional<HeldLease> held = held().stream()
                .filter(lease -> lease.lease().account().equals(account))
                .findFirst();
        return held.orElseThrow(() -> new NoSuchLeaseException("nobody holds account `" + account + "`"));
    }
}
