package org.portcullis.pdp.store;

import static org.portcullis.pdp.store.LeaseRows.bound;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.portcullis.pdp.mapping.Lease;
import org.portcullis.pdp.mapping.LeaseEvent;
import org.portcullis.pdp.mapping.LeaseKey;
import org.portcullis.pdp.mapping.LeaseOutcome;
import org.portcullis.pdp.mapping.LeaseOutcome.Exhausted;
import org.portcullis.pdp.mapping.LeaseOutcome.Frozen;
import org.portcullis.pdp.mapping.LeaseOutcome.Held;
import org.portcullis.pdp.mapping.LeaseOutcome.Quarantined;
import org.portcullis.pdp.mapping.Pool;
import org.portcullis.pdp.store.LeaseBatch.Wish;
import org.portcullis.profile.Dn;

/** The SQL of granting leases over one connection. Not thread-safe: {@link SqliteLeaseStore} lets one thread in at a time. */
final class LeaseTable {
    private static final String ALL = "SELECT pool, dn, primary_group, account, granted_at FROM lease";
    private static final String OF_KEY = ALL + " WHERE pool = :pool AND dn = :dn AND primary_group = :group";
    private static final String TAKEN = "SELECT account FROM lease WHERE pool = :pool";
    private static final String QUARANTINED =
            "SELECT account, dn, primary_group FROM quarantine WHERE pool = :pool AND until > :at";
    private static final String GRANT = """
            INSERT INTO lease (pool, dn, primary_group, account, granted_at, last_used_at)
            VALUES (:pool, :dn, :group, :account, :at, :at)""";
    private static final String OUT_OF_QUARANTINE = "DELETE FROM quarantine WHERE account = :account";
    private static final String USED = """
            UPDATE lease SET last_used_at = MAX(last_used_at, :at)
            WHERE pool = :pool AND dn = :dn AND primary_group = :group""";

    private final Handle handle;
    private final WriteTransaction transaction;
    private final LeaseHistoryTable history;

    LeaseTable(Handle handle) {
        this.handle = handle;
        transaction = new WriteTransaction(handle);
        history = new LeaseHistoryTable(handle);
    }

    /** An account in quarantine, and whom it is kept for. */
    private record Kept(String account, String dn, String group) {
        boolean isFor(LeaseKey key) {
            return dn.equals(key.dn().value()) && group.equals(key.primaryGroup());
        }
    }

    List<Lease> all() {
        return handle.createQuery(ALL)
                .map((row, context) -> LeaseRows.lease(row))
                .list();
    }

    /** The accounts whose lease must not be used. */
    Set<String> frozen() {
        return new HashSet<>(handle.createQuery("SELECT account FROM frozen")
                .mapTo(String.class)
                .list());
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

    /** A number that changes whenever somebody else has changed the file. */
    long changesOfOthers() {
        return handle.createQuery("PRAGMA data_version").mapTo(Long.class).one();
    }

    /** What each wish is granted, all in one transaction that waits this long for its turn. */
    List<LeaseOutcome> acquire(List<Wish> wishes, Duration patience) {
        return transaction.run(
                patience, () -> wishes.stream().map(this::acquire).toList());
    }

    /** Notes when leases were last used, in milliseconds since 1970. */
    void used(Map<LeaseKey, Long> uses, Duration patience) {
        transaction.run(patience, () -> {
            PreparedBatch batch = handle.prepareBatch(USED);
            uses.forEach((key, at) -> bound(batch, key).bind("at", at).add());
            return batch.execute();
        });
    }

    /** Gives a lease and takes it back, so that the first real one finds the file writable and the code loaded. */
    void rehearse(Duration patience) {
        LeaseKey nobody = new LeaseKey(new Pool("rehearsal"), new Dn("/CN=nobody"), "");
        transaction.rehearse(patience, () -> acquire(new Wish(nobody, List.of("rehearsal0"), Instant.EPOCH)));
    }

    private LeaseOutcome acquire(Wish wish) {
        Optional<Lease> held = bound(handle.createQuery(OF_KEY), wish.key())
                .map((row, context) -> LeaseRows.lease(row))
                .findOne();
        Set<String> frozen = frozen();
        return held.<LeaseOutcome>map(lease -> frozen.contains(lease.account()) ? new Frozen() : new Held(lease))
                .orElseGet(() -> grantOne(wish, frozen));
    }

    /** The account that the key had lately, else the first that nobody has, had lately, or must not use. */
    private LeaseOutcome grantOne(Wish wish, Set<String> frozen) {
        Set<String> taken = taken(wish.key().pool());
        List<String> free = wish.accounts().stream()
                .filter(account -> !taken.contains(account) && !frozen.contains(account))
                .toList();
        List<Kept> kept = kept(wish);
        Set<String> keptForOthers = new HashSet<>();
        kept.stream().filter(one -> !one.isFor(wish.key())).forEach(one -> keptForOthers.add(one.account()));
        Optional<String> own = kept.stream()
                .filter(one -> one.isFor(wish.key()) && free.contains(one.account()))
                .map(Kept::account)
                .findFirst();
        return own.or(() -> free.stream()
                        .filter(account -> !keptForOthers.contains(account))
                        .findFirst())
                .<LeaseOutcome>map(account -> new Held(grant(new Lease(wish.key(), account, wish.at()))))
                .orElseGet(() -> free.isEmpty() ? new Exhausted() : new Quarantined());
    }

    private Set<String> taken(Pool pool) {
        return new HashSet<>(handle.createQuery(TAKEN)
                .bind("pool", pool.prefix())
                .mapTo(String.class)
                .list());
    }

    private List<Kept> kept(Wish wish) {
        return handle.createQuery(QUARANTINED)
                .bind("pool", wish.key().pool().prefix())
                .bind("at", wish.at().toEpochMilli())
                .map((row, context) ->
                        new Kept(row.getString("account"), row.getString("dn"), row.getString("primary_group")))
                .list();
    }

    private Lease grant(Lease lease) {
        handle.createUpdate(OUT_OF_QUARANTINE).bind("account", lease.account()).execute();
        bound(handle.createUpdate(GRANT), lease.key())
                .bind("account", lease.account())
                .bind("at", lease.grantedAt().toEpochMilli())
                .execute();
        history.append(LeaseEvent.Kind.GRANTED, lease, lease.grantedAt(), "", "");
        return lease;
    }
}
