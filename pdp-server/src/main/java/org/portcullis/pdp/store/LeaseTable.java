package org.portcullis.pdp.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;
import org.portcullis.pdp.mapping.Lease;
import org.portcullis.pdp.mapping.LeaseKey;
import org.portcullis.pdp.mapping.LeaseOutcome;
import org.portcullis.pdp.mapping.LeaseOutcome.Exhausted;
import org.portcullis.pdp.mapping.LeaseOutcome.Held;
import org.portcullis.pdp.mapping.Pool;
import org.portcullis.pdp.store.LeaseBatch.Wish;
import org.portcullis.profile.Dn;

/** The SQL of leases over one connection. Not thread-safe: {@link SqliteLeaseStore} lets one thread in at a time. */
final class LeaseTable {
    private static final String ALL = "SELECT pool, dn, primary_group, account, granted_at FROM lease";
    private static final String OF_KEY = ALL + " WHERE pool = :pool AND dn = :dn AND primary_group = :group";
    private static final String TAKEN = "SELECT account FROM lease WHERE pool = :pool";
    private static final String GRANT = """
            INSERT INTO lease (pool, dn, primary_group, account, granted_at, last_used_at)
            VALUES (:pool, :dn, :group, :account, :at, :at)""";
    private static final String RECORD = """
            INSERT INTO lease_event (at, kind, pool, dn, primary_group, account)
            VALUES (:at, 'granted', :pool, :dn, :group, :account)""";

    private final Handle handle;

    LeaseTable(Handle handle) {
        this.handle = handle;
    }

    List<Lease> all() {
        return handle.createQuery(ALL).map((row, context) -> lease(row)).list();
    }

    /** What SQLite finds wrong with the file; {@code ok} if nothing. */
    String integrity() {
        return handle.createQuery("PRAGMA integrity_check(1)")
                .mapTo(String.class)
                .one();
    }

    String journalMode() {
        return handle.createQuery("PRAGMA journal_mode").mapTo(String.class).one();
    }

    /** What each wish is granted, all in one transaction that waits this long for its turn. */
    List<LeaseOutcome> acquire(List<Wish> wishes, Duration patience) {
        return inTransaction(patience, () -> wishes.stream().map(this::acquire).toList());
    }

    /** The lease that the key has, or one of the first account that is free. */
    private LeaseOutcome acquire(Wish wish) {
        return find(wish.key())
                .or(() -> firstFree(wish.key().pool(), wish.accounts())
                        .map(account -> grant(new Lease(wish.key(), account, wish.at()))))
                .<LeaseOutcome>map(Held::new)
                .orElseGet(Exhausted::new);
    }

    /** Gives a lease and takes it back, so that the first real one finds the file writable and the code loaded. */
    void rehearse(Duration patience) {
        Pool pool = new Pool("rehearsal");
        LeaseKey nobody = new LeaseKey(pool, new Dn("/CN=nobody"), "");
        begin(patience);
        acquire(new Wish(nobody, List.of("rehearsal0"), Instant.EPOCH));
        handle.execute("ROLLBACK");
    }

    private <T> T inTransaction(Duration patience, Supplier<T> work) {
        begin(patience);
        try {
            T result = work.get();
            handle.execute("COMMIT");
            return result;
        } catch (RuntimeException e) {
            rollBackAfter(e);
            throw e;
        }
    }

    private void begin(Duration patience) {
        handle.execute("PRAGMA busy_timeout = " + patience.toMillis());
        handle.execute("BEGIN IMMEDIATE");
    }

    private void rollBackAfter(RuntimeException failure) {
        try {
            handle.execute("ROLLBACK");
        } catch (RuntimeException e) {
            failure.addSuppressed(e);
        }
    }

    private Optional<Lease> find(LeaseKey key) {
        return bound(handle.createQuery(OF_KEY), key)
                .map((row, context) -> lease(row))
                .findOne();
    }

    private Optional<String> firstFree(Pool pool, List<String> accounts) {
        Set<String> taken = new HashSet<>(handle.createQuery(TAKEN)
                .bind("pool", pool.prefix())
                .mapTo(String.class)
                .list());
        return accounts.stream().filter(account -> !taken.contains(account)).findFirst();
    }

    private Lease grant(Lease lease) {
        for (String sql : List.of(GRANT, RECORD)) {
            bound(handle.createUpdate(sql), lease.key())
                    .bind("account", lease.account())
                    .bind("at", lease.grantedAt().toEpochMilli())
                    .execute();
        }
        return lease;
    }

    private static <S extends SqlStatement<S>> S bound(S statement, LeaseKey key) {
        return statement
                .bind("pool", key.pool().prefix())
                .bind("dn", key.dn().value())
                .bind("group", key.primaryGroup());
    }

    private static Lease lease(ResultSet row) throws SQLException {
        LeaseKey key = new LeaseKey(
                new Pool(row.getString("pool")), new Dn(row.getString("dn")), row.getString("primary_group"));
        return new Lease(key, row.getString("account"), Instant.ofEpochMilli(row.getLong("granted_at")));
    }
}
